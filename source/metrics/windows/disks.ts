import {statfs} from 'node:fs/promises';
import {win32} from 'node:path';
import {errorMessage} from '../../support/system-error.js';
import type {Collector, Machine} from '../collector.js';
import {type StatFs, spaceFromStatFs} from '../linux/disk-space.js';
import {type Drive, type Portable, portable} from '../portable/portable.js';
import {reuseUnchangedItems} from '../schedule/reuse-unchanged.js';
import type {Disk} from '../snapshot.js';

export type DisksOptions = {
	readonly cadenceMs: number;
	/** Absolute paths to show instead of every fixed drive. Empty: every fixed drive. */
	readonly paths: readonly string[];
};

/**
The fixed drives of Windows and how full they are. Which there are is learnt once. Only they are asked, in this process;
a network drive is not, for it would hang with its server.

Not tried on Windows.
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

/** A drive is the same with a backslash at its end or without, and in capitals or not. */
function distinct(paths: readonly string[]): readonly string[] {
	const keyOf = (path: string): string => win32.normalize(`${path}\\`).toUpperCase();
	return paths.filter((path, index) => paths.findIndex(other => keyOf(other) === keyOf(path)) === index);
}

/** The library takes no answer for no drive; Windows itself is on one, so none is a failure. */
async function fixedDrives(askDrives: Portable['drives']): Promise<readonly Drive[]> {
	const drives = (await askDrives()).filter(({isFixed}) => isFixed);
	if (drives.length === 0) {
		throw new Error('Windows told no fixed drive');
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
