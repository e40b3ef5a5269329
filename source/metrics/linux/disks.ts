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
import {kernelFile} from './kernel-file.js';
import {mountDevice} from './mount-device.js';
import {listedMounts, type MountTree, mountTree} from './mounts.js';
import {type Mount, parseMountinfo} from './procfs/mountinfo.js';

export type DisksOptions = {
	readonly cadenceMs: number;
	/** Absolute paths to show instead of every real mount. Empty: every real mount. */
	readonly paths: readonly string[];
	/** The `df` that asks what may hang. */
	readonly dfPath?: string | undefined;
	/** After that long a `df` is killed and its mount counts as hung. */
	readonly dfTimeoutMs?: number | undefined;
	/** How often what may hang is asked. */
	readonly dfIntervalMs?: number | undefined;
	readonly statFs?: ((path: string | Buffer) => StatFs) | undefined;
};

/**
The file systems and how full they are. Local ones are asked here; whatever may hang is asked by a child `df` whose latest
answer is shown, so that collecting never waits.
*/
export function disksCollector(machine: Machine, options: DisksOptions): Collector<'disks'> {
	const {dfPath: command = 'df', dfTimeoutMs: timeoutMs = 5000, dfIntervalMs = 30_000, statFs = statfsSync} = options;
	const file = kernelFile(machine.root === '' ? '/proc/self/mountinfo' : `${machine.root}/proc/1/mountinfo`);
	const paths = [...new Set(options.paths.map(path => posix.resolve('/', path)))];
	const polls = new Map<string, DfPoll>();
	let mountinfo = '';
	let mounts: MountTree = mountTree([]);
	let devices: ReadonlyMap<Mount, string> = new Map();
	const log = createGapLog();
	let disks: readonly Disk[] = [];

	/** Without a mount only what df said is known. */
	const diskOf = (path: string, mount: Mount | undefined, space: Reading<DiskSpace>, source = ''): Disk => ({
		path,
		source: mount?.source ?? source,
		fileSystem: mount?.fileSystem ?? '',
		deviceNumber: mount && (devices.get(mount) ?? mount.deviceNumber),
		isReadOnly: mount?.isReadOnly ?? false,
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
			return diskOf(path, expected, {state: 'error', reason: 'df cannot be given a name that is no UTF-8'});
		}

		const place = machine.root + path;
		const key = `${expected?.deviceNumber} ${place}`;
		asked.add(key);
		let poll = polls.get(key);
		if (!poll) {
			poll = dfPoll(onAnswer => callDf(place, {command, timeoutMs}, onAnswer), dfIntervalMs, machine.monotonicMs);
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
				mountinfo = text;
			}

			const asked = new Set<string>();
			const measured =
				paths.length > 0
					? paths.map(path => measure(path, asked))
					: listedMounts(mounts)
							.map(({path}) => measure(path, asked))
							.filter(({space}) => space.state !== 'unsupported');
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

/** A symbolic link below the mount point may lead anywhere, a dead server included. Throws where there is no such path. */
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

/** Where a path on a mount is: as bytes, where the mount point has a name that is no UTF-8. */
function placeOf(root: string, {path: mountPath, pathBytes}: Mount, path: string): string | Buffer {
	return pathBytes === undefined
		? root + path
		: Buffer.concat([Buffer.from(root), pathBytes, Buffer.from(path.slice(mountPath.length))]);
}
