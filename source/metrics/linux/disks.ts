import {Buffer} from 'node:buffer';
import {lstatSync, statfsSync} from 'node:fs';
import {posix} from 'node:path';
import {isMissing, systemReason} from '../../support/system-error.js';
import type {Collector, Machine} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {known, type Reading} from '../reading.js';
import {reuseUnchangedItems} from '../schedule/reuse-unchanged.js';
import type {Disk, DiskSpace} from '../snapshot.js';
import {callDf} from './df.js';
import {type DfPoll, dfPoll} from './df-poll.js';
import {type StatFs, spaceFromSizes, spaceFromStatFs} from './disk-space.js';
import {fullMounts} from './full-mounts.js';
import {kernelFile} from './kernel-file.js';
import {mountDevice} from './mount-device.js';
import {listedMounts, type MountTree, memoryMounts, mountTree} from './mounts.js';
import {type Mount, parseMountinfo} from './procfs/mountinfo.js';
import {readOnlyWatch} from './read-only.js';

/** The options of `disksCollector`. */
export type DisksOptions = {
	readonly cadenceMs: number;
	/** Absolute paths to list instead of all local and network mounts. Empty: all of these mounts. */
	readonly paths: readonly string[];
	/** Path of `df`, which is used for mounts that may hang. */
	readonly dfPath?: string | undefined;
	/** Timeout after which a `df` is killed and its mount counts as hung. */
	readonly dfTimeoutMs?: number | undefined;
	/** Milliseconds between calls of `df` for each mount that may hang. */
	readonly dfIntervalMs?: number | undefined;
	/** Starts the `df` of a mount that may hang. */
	readonly askDf?: typeof callDf;
	readonly statFs?: ((path: string | Buffer) => StatFs) | undefined;
};

/**
Returns a collector of the file systems. Local ones are read in this process. Those that may hang are read by a child
`df`, whose latest result is used, so that the collector never waits.
*/
export function disksCollector(machine: Machine, options: DisksOptions): Collector<'disks'> {
	const {dfPath: command = 'df', dfTimeoutMs: timeoutMs = 5000, dfIntervalMs = 30_000} = options;
	const {askDf = callDf, statFs = statfsSync} = options;
	const file = kernelFile(machine.root === '' ? '/proc/self/mountinfo' : `${machine.root}/proc/1/mountinfo`, {
		hasLongRecords: true,
	});
	const paths = [...new Set(options.paths.map(path => posix.resolve('/', path)))];
	const polls = new Map<string, DfPoll>();
	let mountinfo = '';
	let mounts: MountTree = mountTree([]);
	let devices: ReadonlyMap<Mount, string> = new Map();
	const unexpectedlyReadOnly = readOnlyWatch(machine.root);
	const areFull = fullMounts();
	let readOnly: ReadonlySet<Mount> = new Set();
	const log = createGapLog();
	let disks: readonly Disk[] = [];

	/** Returns a disk. Without a mount, only the source that df reported is known. */
	const diskOf = (path: string, mount: Mount | undefined, space: Reading<DiskSpace>, source = ''): Disk => ({
		path,
		source: mount?.source ?? source,
		fileSystem: mount?.fileSystem ?? '',
		deviceNumber: mount && (devices.get(mount) ?? mount.deviceNumber),
		isReadOnly: mount?.isReadOnly ?? false,
		isUnexpectedlyReadOnly: mount !== undefined && readOnly.has(mount),
		space,
	});

	const measure = (path: string, asked: Set<string>): Disk => {
		const mount = mounts.mountOf(path);
		if (!mount || mounts.mayBlock(path)) {
			return askChild(path, mount, asked);
		}

		try {
			return meetsSymlink(machine.root, mount, path)
				? askChild(path, undefined, asked)
				: diskOf(path, mount, spaceFromStatFs(statFs(placeOf(machine.root, mount, path))));
		} catch (error) {
			return diskOf(path, isMissing(error) ? undefined : mount, {state: 'error', reason: systemReason(error)});
		}
	};

	const askChild = (path: string, expected: Mount | undefined, asked: Set<string>): Disk => {
		if (expected?.pathBytes) {
			return diskOf(path, expected, {
				state: 'error',
				reason: 'df cannot be called with a path that is not valid UTF-8',
			});
		}

		const place = machine.root + path;
		const key = `${expected?.deviceNumber} ${place}`;
		asked.add(key);
		let poll = polls.get(key);
		if (!poll) {
			poll = dfPoll(onAnswer => askDf(place, {command, timeoutMs}, onAnswer), dfIntervalMs, machine.monotonicMs);
			polls.set(key, poll);
		}

		const answer = poll.reading();
		const row = known(answer);
		const mount = mounts.visible.findLast(({path}) => row?.mountPoint === machine.root + path) ?? expected;
		const space = answer.state === 'ok' ? spaceFromSizes(answer.value) : answer;
		return diskOf(path, mount, space, row?.source);
	};

	const forget = (keep: ReadonlySet<string>): void => {
		for (const [key, poll] of polls) {
			if (!keep.has(key)) {
				poll[Symbol.dispose]();
				polls.delete(key);
			}
		}
	};

	return {
		name: 'disks',
		cadenceMs: options.cadenceMs,
		timeoutMs: options.cadenceMs,
		collect() {
			const text = file.readText();
			if (text !== mountinfo) {
				log.clear();
				mounts = mountTree(parseMountinfo(text, reason => log.note('mounts', reason)));
				devices = new Map(mounts.visible.map(mount => [mount, mountDevice(machine.root, mount)]));
				readOnly = unexpectedlyReadOnly(mounts.visible);
				mountinfo = text;
			}

			const asked = new Set<string>();
			const measureAll = (list: readonly Mount[]): readonly Disk[] => list.map(({path}) => measure(path, asked));
			const measured =
				paths.length > 0
					? paths.map(path => measure(path, asked))
					: [
							...measureAll(listedMounts(mounts)).filter(({space}) => space.state !== 'unsupported'),
							...areFull(measureAll(memoryMounts(mounts))),
						];
			forget(asked);
			disks = reuseUnchangedItems(disks, measured);
			return disks;
		},
		gaps: log.gaps,
		[Symbol.dispose]() {
			file[Symbol.dispose]();
			forget(new Set());
		},
	};
}

/**
Returns whether a path has a symbolic link below the mount point, which may lead to a dead server. Throws when the path
does not exist.
*/
function meetsSymlink(root: string, mount: Mount, path: string): boolean {
	let step = mount.path;
	return posix
		.relative(mount.path, path)
		.split('/')
		.filter(name => name !== '')
		.some(name => {
			step = posix.join(step, name);
			return lstatSync(placeOf(root, mount, step)).isSymbolicLink();
		});
}

/** Returns the location of a path on a mount, as bytes if the mount point is not valid UTF-8. */
function placeOf(root: string, {path: mountPath, pathBytes}: Mount, path: string): string | Buffer {
	return pathBytes === undefined
		? root + path
		: Buffer.concat([Buffer.from(root), pathBytes, Buffer.from(path.slice(mountPath.length))]);
}
