import {createPace} from '../../../core/pace.js';
import type {Source} from '../../../core/source.js';
import {createScheduler} from '../../../metrics/schedule/scheduler.js';
import {ConnectionError, type Failure} from '../../client/connection-error.js';
import type {Channel} from '../channel.js';
import {frameReader} from './frames.js';
import {mirroredMachine} from './mirrored-machine.js';
import type {Group} from './script.js';
import {cadences, shellCollectors} from './shell-collectors.js';

export type ShellSourceOptions = {
	readonly intervalMs: number;
	/** Returns whether the list of processes is requested; otherwise they are read less often. */
	isProcessListRequested(): boolean;
	/** Returns a longer time between samples while no client requests more. `undefined`: there is none. */
	requestedIntervalMs(): number | undefined;
};

/** The time between the first two readings, so that rates are known soon. */
const firstIntervalMs = 300;

/** The time between readings of processes that no client requests. */
const restMs = 10_000;

/** The maximum time between samples, unless the interval itself is longer. */
const maxIntervalMs = 2000;

/** The maximum number of file systems whose size is requested. */
const maxMountPoints = 200;

/** Returns a source of the machine whose shell runs the script at the other end of the channel. */
export function shellSource(
	channel: Channel,
	{intervalMs, isProcessListRequested, requestedIntervalMs}: ShellSourceOptions,
): Source {
	const currentMs = (): number => Math.max(intervalMs, Math.min(maxIntervalMs, requestedIntervalMs() ?? 0));

	return {
		kind: 'local',
		intervalMs: currentMs,
		health: () => [],
		async *updates(signal) {
			using mirrored = mirroredMachine();
			const frames = frameReader();
			const {collectors, mountPoints} = shellCollectors(mirrored, intervalMs, Math.max(intervalMs, maxIntervalMs));
			const exchange = exchanger(channel, signal, line => {
				const frame = frames.add(line);
				if (frame) {
					mirrored.apply(frame);
				}

				return frame !== undefined;
			});
			const dueMs = new Map<Group, number>();
			const isDue = (group: Group, nowMs: number): boolean => {
				const everyMs = group === 'p' && !isProcessListRequested() ? restMs : cadences[group];
				const isTime = everyMs === undefined || nowMs >= (dueMs.get(group) ?? 0);
				if (isTime) {
					dueMs.set(group, nowMs + (everyMs ?? 0) - intervalMs / 2);
				}

				return isTime;
			};
			const sizes = (): string => ['d', ...mountPoints().filter(isOneLine).slice(0, maxMountPoints), '.'].join('\n');
			const read = async (groups: readonly Group[]): Promise<void> =>
				exchange(groups.map(group => `${group === 'd' ? sizes() : group}\n`).join(''), groups.length);
			const readDue = (): Promise<void> => {
				const nowMs = performance.now();
				return read(orderedGroups.filter(group => isDue(group, nowMs)));
			};

			// The mounts have to be known before their sizes can be requested.
			await read(['s', 'l']);
			await collectors.find(({name}) => name === 'disks')?.collect(signal);
			using scheduler = createScheduler(collectors, mirrored.machine.monotonicMs);
			using pace = createPace(intervalMs, firstIntervalMs, () => performance.now());
			let measuredMs = Number.NEGATIVE_INFINITY;
			for (let ticks = 0; !signal.aborted; await pace.next(signal)) {
				// Each tick checks, so that a client that requests more gets it soon.
				if (ticks > 1 && performance.now() - measuredMs < currentMs() - intervalMs / 2) {
					continue;
				}

				measuredMs = performance.now();
				await (ticks === 1 ? read(['t', 'm', 'p']) : readDue());
				yield {
					snapshot: {
						timestampMs: mirrored.machine.nowMs(),
						monotonicMs: mirrored.machine.monotonicMs(),
						intervalMs: currentMs(),
						readings: ticks === 1 ? scheduler.warmUp() : scheduler.tick(),
					},
				};
				ticks += 1;
			}
		},
	};
}

const orderedGroups: readonly Group[] = ['l', 't', 'm', 'p', 'd'];

function isOneLine(path: string): boolean {
	return !path.includes('\n') && path !== '.';
}

/** Returns a function that sends requests and resolves with the given number of answers. */
function exchanger(
	channel: Channel,
	signal: AbortSignal,
	take: (line: Buffer) => boolean,
): (requests: string, answers: number) => Promise<void> {
	let failure: Failure | undefined;
	let missing = 0;
	let settle: ((error?: Error) => void) | undefined;

	const fail = (reason: Failure): void => {
		failure ??= reason;
		settle?.(new ConnectionError('', failure));
	};
	channel.receive({
		onLine(line) {
			try {
				if (take(line)) {
					missing -= 1;
					if (missing === 0) {
						settle?.();
					}
				}
			} catch (error) {
				const reason: Failure = {reason: (error as Error).message, isFinal: false};
				fail(reason);
				channel.close(reason);
			}
		},
		onEnd: fail,
	});
	signal.addEventListener('abort', () => settle?.(), {once: true});

	return (requests, answers) =>
		new Promise((resolve, reject) => {
			settle = error => (error ? reject(error) : resolve());
			missing = answers;
			if (failure || signal.aborted) {
				settle(failure && new ConnectionError('', failure));
			} else {
				channel.write(requests);
			}
		});
}
