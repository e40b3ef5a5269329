import {lstatSync, statfsSync} from 'node:fs';
import {posix} from 'node:path';
import {isMissing, systemReason} from '../../system-error.js';
import type {Collector, Machine} from '../collector.js';
import {known, type Reading} from '../reading.js';
import {reuseUnchangedItems} from '../reuse-unchanged.js';
import type {Disk, DiskSpace} from '../snapshot.js';
import {callDf} from './df.js';
import {type DfPoll, dfPoll} from './df-poll.js';
import {type StatFs, spaceFromSizes, spaceFromStatFs} from './disk-space.js';
import {kernelFile} from './kernel-file.js';
import {listedMounts, mayBlock, mountOf} from './mounts.js';
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
	readonly statFs?: ((path: string) => StatFs) | undefined;
};

/**
The file systems and how full they are. Local ones are asked here; whatever may hang is asked by a child `df` whose latest
answer is shown, so that collecting never waits.
*/
export function disksCollector(machine: Machine, options: DisksOptions): Collector<'disks'> {
	const {dfPath: command = 'df', dfTimeoutMs: timeoutMs = 5000, dfIntervalMs = 30_000, statFs = statfsSync} = options;
	const file = kernelFile(machine.root === '' ? '/proc/self/mountinfo' : `${machine.root}/proc/1/mountinfo`);
	const paths = options.paths.map(path => posix.resolve('/', path));
	const polls = new Map<string, DfPoll>();
	let mountinfo = '';
	let mounts: readonly Mount[] = [];
	let disks: readonly Disk[] = [];

	const measure = (path: string, asked: Set<string>): Disk => {
		const mount = mountOf(mounts, path);
		if (!mount || mayBlock(mounts, path)) {
			return askChild(path, mount, asked);
		}

		const place = machine.root + path;
		try {
			return meetsSymlink(machine.root + mount.path, place)
				? askChild(path, undefined, asked)
				: diskOf(path, mount, spaceFromStatFs(statFs(place)));
		} catch (error) {
			return diskOf(path, isMissing(error) ? undefined : mount, {state: 'error', reason: systemReason(error)});
		}
	};

	const askChild = (path: string, expected: Mount | undefined, asked: Set<string>): Disk => {
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
		const mount = mounts.findLast(({path}) => row?.mountPoint === machine.root + path) ?? expected;
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
				mounts = parseMountinfo(text);
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
		[Symbol.dispose]() {
			file[Symbol.dispose]();
			forget(new Set());
		},
	};
}

/** Without a mount only what df said is known. */
function diskOf(path: string, mount: Mount | undefined, space: Reading<DiskSpace>, source = ''): Disk {
	return {
		path,
		source: mount?.source ?? source,
		fileSystem: mount?.fileSystem ?? '',
		deviceNumber: mount?.deviceNumber,
		isReadOnly: mount?.isReadOnly ?? false,
		space,
	};
}

/** A symbolic link below the mount point may lead anywhere, a dead server included. Throws where there is no such path. */
function meetsSymlink(mountPlace: string, place: string): boolean {
	let step = mountPlace;
	return posix
		.relative(mountPlace, place)
		.split('/')
		.filter(name => name !== '')
		.some(name => {
			step = posix.join(step, name);
			return lstatSync(step).isSymbolicLink();
		});
}
