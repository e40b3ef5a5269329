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

/** The options of `disksCollector`. */
export type DisksOptions = {
	readonly cadenceMs: number;
	/** Absolute paths to list instead of all local mounts. Empty: all local mounts. */
	readonly paths: readonly string[];
	/** Path of `df`. */
	readonly dfPath?: string | undefined;
	/** Timeout after which a `df` is killed and its mount counts as hung. */
	readonly dfTimeoutMs?: number | undefined;
	/** Milliseconds between calls of `df` for each mount. */
	readonly dfIntervalMs?: number | undefined;
};

/** The volume of user data. It is hidden, because Finder presents it as a part of `/`, which is sealed. */
const dataVolume = '/System/Volumes/Data';

const systemMount = (): Command => command('/sbin/mount', [], {timeoutMs: 5000});

/**
Returns a collector of the file systems of macOS. Each mount has its own `df` process, so that a dead server does not
affect the others: statfs could hang this process, and it returns the free space of the APFS container instead of the
volume.

It has not been tested on macOS; its parsers are tested with recorded output.
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
			isUnexpectedlyReadOnly: false,
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
			// Called again at the next tick, when the first results may be available.
			return disks.every(({space}) => space.state === 'pending') ? undefined : disks;
		},
		[Symbol.dispose]() {
			mount[Symbol.dispose]();
			forgetAllBut([]);
		},
	};
}

/** Returns the paths to list. Of several mounts on one directory, the last one is visible. */
function listedPaths(mounts: readonly Mount[]): readonly string[] {
	return [...new Set(mounts.filter(isListed).map(({path}) => path))];
}

function isListed({path, isHidden}: Mount): boolean {
	return !isHidden || path === '/' || path === dataVolume;
}
