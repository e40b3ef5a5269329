import {posix} from 'node:path';
import type {Collector, Machine} from '../collector.js';
import {type Command, command} from '../command.js';
import {callDf} from '../linux/df.js';
import {type DfPoll, dfPoll} from '../linux/df-poll.js';
import {spaceFromSizes} from '../linux/disk-space.js';
import {known} from '../reading.js';
import {reuseUnchangedItems} from '../schedule/reuse-unchanged.js';
import type {Disk} from '../snapshot.js';
import {type Mount, parseMount} from './mount.js';

export type DisksOptions = {
	readonly cadenceMs: number;
	/** Absolute paths to show instead of every real mount. Empty: every real mount. */
	readonly paths: readonly string[];
	/** The `df` that asks. */
	readonly dfPath?: string | undefined;
	/** After that long a `df` is killed and its mount counts as hung. */
	readonly dfTimeoutMs?: number | undefined;
	/** How often each mount is asked. */
	readonly dfIntervalMs?: number | undefined;
};

/** Holds what users write; hidden, for Finder shows it as a part of `/`, which itself is sealed. */
const dataVolume = '/System/Volumes/Data';

const systemMount = (): Command => command('/sbin/mount', [], {timeoutMs: 5000});

/**
The file systems of macOS and how full they are. Each is asked by a `df` of its own, so that a dead server holds up none
but itself: statfs in this process could hang it, and would tell the free space of the whole APFS container as the
volume's.

Not tried on macOS: its parsers are tested on recorded text.
*/
export function disksCollector(
	machine: Machine,
	options: DisksOptions,
	mount: Command = systemMount(),
): Collector<'disks'> {
	const {dfPath = '/bin/df', dfTimeoutMs = 5000, dfIntervalMs = 30_000} = options;
	const chosen = [...new Set(options.paths.map(path => posix.resolve('/', path)))];
	const polls = new Map<string, DfPoll>();
	let disks: readonly Disk[] = [];

	const measure = (path: string, mounts: readonly Mount[]): Disk => {
		const poll =
			polls.get(path) ??
			dfPoll(
				onAnswer => callDf(path, {command: dfPath, timeoutMs: dfTimeoutMs}, onAnswer),
				dfIntervalMs,
				machine.monotonicMs,
			);
		polls.set(path, poll);
		const answer = poll.reading();
		const row = known(answer);
		const mounted = mounts.findLast(mounted => mounted.path === (row?.mountPoint ?? path));
		return {
			path,
			source: mounted?.source ?? row?.source ?? '',
			fileSystem: mounted?.fileSystem ?? '',
			deviceNumber: undefined,
			isReadOnly: mounted?.isReadOnly ?? false,
			space: answer.state === 'ok' ? spaceFromSizes(answer.value) : answer,
		};
	};

	const forgetAllBut = (paths: readonly string[]): void => {
		for (const [path, poll] of polls) {
			if (!paths.includes(path)) {
				poll[Symbol.dispose]();
				polls.delete(path);
			}
		}
	};

	return {
		name: 'disks',
		cadenceMs: options.cadenceMs,
		timeoutMs: options.cadenceMs,
		async collect(signal) {
			const mounts = parseMount(await mount.run(signal));
			const paths = chosen.length > 0 ? chosen : listedPaths(mounts);
			forgetAllBut(paths);
			disks = reuseUnchangedItems(
				disks,
				paths.map(path => measure(path, mounts)),
			);
			// Asked again at the next tick: the first answers are on their way.
			return disks.every(({space}) => space.state === 'pending') ? undefined : disks;
		},
		[Symbol.dispose]() {
			mount[Symbol.dispose]();
			forgetAllBut([]);
		},
	};
}

/** A directory that is mounted over shows what was mounted last. */
function listedPaths(mounts: readonly Mount[]): readonly string[] {
	return [...new Set(mounts.filter(isListed).map(({path}) => path))];
}

function isListed({path, isHidden}: Mount): boolean {
	return !isHidden || path === '/' || path === dataVolume;
}
