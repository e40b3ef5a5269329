import {setMaxListeners} from 'node:events';
import process from 'node:process';
import type {HostFeed, HostListener} from '../remote/fleet/host-feed.js';
import {fieldsOf} from '../support/fields.js';
import {printableLine} from '../support/printable.js';
import type {FleetEncoder} from './fleet-encoder.js';

export type PrintFleetOptions = {
	readonly encode: FleetEncoder;
	/** Whether to print each host once and end. */
	readonly isOnce: boolean;
	/** Minimum time between two lines of a host. */
	readonly minIntervalMs: number;
	write(text: string): void;
};

/** Maximum time to wait for hosts that are printed once. */
const maxWaitMs = 10_000;

/** Time to wait for the hosts of a NATS server, which publish every few seconds. */
const brokerWaitMs = 3000;

type Progress = {
	printedMs: number;
	/** The timestamp of the latest message. A server repeats that message to every new subscriber. */
	timestamp: unknown;
	isLost: boolean;
	isFinal: boolean;
};

/** Prints the messages of hosts, and connection errors on standard error. Returns the exit code. */
export async function printFleet(
	feeds: readonly HostFeed[],
	{encode, isOnce, minIntervalMs, write}: PrintFleetOptions,
	signal: AbortSignal,
): Promise<number> {
	const hosts = new Map<string, Progress>();
	/** The problem of each feed as a whole. */
	const troubles = new Map<number, string | undefined>();
	const ending = new AbortController();
	// Each feed has a listener.
	setMaxListeners(feeds.length + 2, ending.signal);
	const end = (): void => ending.abort();
	const startedMs = performance.now();

	const printError = (text: string): void => {
		process.stderr.write(`mon-tui: ${printableLine(text)}\n`);
	};

	/** Ends when no further output is expected. */
	const check = (): void => {
		const all = [...hosts.values()];
		const isDone = ({printedMs, isLost, isFinal}: Progress): boolean =>
			isFinal || (isOnce && (printedMs > 0 || isLost));
		const isEarly = hasBroker && performance.now() - startedMs < brokerWaitMs;
		if (all.length > 0 && all.every(isDone) && !isEarly) {
			end();
		}
	};

	const listenerOf = (index: number): HostListener => {
		const progressOf = (name: string): Progress => {
			const id = `${index}/${name}`;
			const progress = hosts.get(id) ?? {printedMs: 0, timestamp: undefined, isLost: false, isFinal: false};
			hosts.set(id, progress);
			return progress;
		};

		return {
			link(host, link) {
				const progress = progressOf(host);
				if (link.state === 'lost' && !ending.signal.aborted) {
					if (!progress.isLost) {
						printError(`${host}: ${link.reason}`);
					}

					progress.isLost = true;
					progress.isFinal = link.isFinal;
					check();
				} else if (link.state === 'open') {
					progress.isLost = false;
				}
			},
			message(host, message) {
				const progress = progressOf(host);
				const fields = fieldsOf(message);
				const nowMs = performance.now();
				const isDue = progress.printedMs === 0 || (!isOnce && nowMs - progress.printedMs >= minIntervalMs);
				const isNew = fields?.t === undefined || fields.t !== progress.timestamp;
				if (fields && isNew && isDue && !ending.signal.aborted) {
					progress.printedMs = nowMs;
					progress.timestamp = fields.t;
					write(`${encode(host, fields)}\n`);
					check();
				}
			},
			history() {},
			trouble(reason) {
				if (reason !== undefined && reason !== troubles.get(index)) {
					printError(reason);
				}

				troubles.set(index, reason);
			},
		};
	};

	const hasBroker = feeds.some(({focus}) => focus === undefined);
	const timers = isOnce ? [setTimeout(check, brokerWaitMs), setTimeout(end, maxWaitMs)] : [];
	signal.addEventListener('abort', end, {once: true});
	try {
		await Promise.all(feeds.map((feed, index) => feed.run(listenerOf(index), ending.signal)));
	} finally {
		for (const timer of timers) {
			clearTimeout(timer);
		}

		signal.removeEventListener('abort', end);
		end();
	}

	const all = [...hosts.values()];
	return all.length > 0 && all.every(({printedMs, isFinal}) => (isOnce ? printedMs > 0 : !isFinal)) ? 0 : 1;
}
