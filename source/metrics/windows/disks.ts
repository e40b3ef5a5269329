import {statfs} from 'node:fs/promises';
import {win32} from 'node:path';
import {errorMessage} from '../../support/system-error.js';
import type {Collector, Machine} from '../collector.js';
import {type StatFs, spaceFromStatFs} from '../linux/disk-space.js';
import {type Drive, type Portable, portable} from '../portable/portable.js';
import {reuseUnchangedItems} from '../schedule/reuse-unchanged.js';
import type {Disk} from '../snapshot.js';

/** The options of `disksCollector`. */
export type DisksOptions = {
	readonly cadenceMs: number;
	/** Absolute paths to list instead of all fixed drives. Empty: all fixed drives. */
	readonly paths: readonly string[];
};

/**
Returns a collector of the fixed drives of Windows, which are listed once. They are read in this process. Network drives
are not read, because they would hang with their server.

It has not been tested on Windows.
*/
export function disksCollector(
	_machine: Machine,
	{cadenceMs, paths}: DisksOptions,
	{drives: askDrives}: Pick<Portable, 'drives'> = portable(),
	statFs: (path: string) => Promise<StatFs> = statfs,
): Collector<'disks'> {
	const chosen = distinct(paths);
	let drives: readonly Drive[] | undefined;
	let disks: readonly Disk[] = [];

	return {
		name: 'disks',
		cadenceMs,
		timeoutMs: 30_000,
		async collect() {
			drives ??= await fixedDrives(askDrives);
			const places = chosen.length > 0 ? chosen : drives.map(({letter}) => `${letter}\\`);
			const measured = await Promise.all(places.map(path => measure(path, drives ?? [], statFs)));
			disks = reuseUnchangedItems(disks, measured);
			return disks;
		},
	};
}

/** Removes duplicates. Paths are compared without a final backslash and case-insensitively. */
function distinct(paths: readonly string[]): readonly string[] {
	const keyOf = (path: string): string => win32.normalize(`${path}\\`).toUpperCase();
	return paths.filter((path, index) => paths.findIndex(other => keyOf(other) === keyOf(path)) === index);
}

/** Returns the fixed drives. An empty list is a failure, because Windows itself is on one. */
async function fixedDrives(askDrives: Portable['drives']): Promise<readonly Drive[]> {
	const drives = (await askDrives()).filter(({isFixed}) => isFixed);
	if (drives.length === 0) {
		throw new Error('Windows reported no fixed drive');
	}

	return drives;
}

async function measure(
	path: string,
	drives: readonly Drive[],
	statFs: (path: string) => Promise<StatFs>,
): Promise<Disk> {
	const root = win32.parse(path).root;
	const drive = drives.find(({letter}) => root.toUpperCase() === `${letter.toUpperCase()}\\`);
	const disk = {
		path,
		source: drive?.letter ?? root,
		fileSystem: drive?.fileSystem ?? '',
		deviceNumber: undefined,
		isReadOnly: false,
		isUnexpectedlyReadOnly: false,
	};
	if (!drive) {
		return {...disk, space: {state: 'unsupported', reason: `${path} is not on a fixed drive`}};
	}

	try {
		return {...disk, space: spaceFromStatFs(await statFs(path))};
	} catch (error) {
		return {...disk, space: {state: 'error', reason: errorMessage(error)}};
	}
}
