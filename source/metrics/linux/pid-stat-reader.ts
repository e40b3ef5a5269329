import {Buffer} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {isDenied, isGone} from './errno.js';
import {type PidStat, parsePidStat} from './procfs/pid-stat.js';

/** A process may end at any moment between the listing of `/proc` and the reading of its files. */
export type PidStatReader = (pid: number) => PidStat | 'gone' | 'denied';

/** The line is some 350 bytes and comes whole from one read. */
const bufferBytes = 4096;

/**
Reads `/proc/[pid]/stat`: opened, read once into one buffer for all and closed, the cheapest way from Node. Descriptors are
not kept: there would be one per process of the machine.
*/
export function pidStatReader(machine: Machine): PidStatReader {
	const buffer = Buffer.allocUnsafe(bufferBytes);

	const read = (path: string): Buffer => {
		const fd = openSync(path, 'r');
		try {
			return buffer.subarray(0, readSync(fd, buffer, 0, bufferBytes, 0));
		} finally {
			closeSync(fd);
		}
	};

	return pid => {
		try {
			return parsePidStat(read(`${machine.root}/proc/${pid}/stat`));
		} catch (error) {
			if (isGone(error)) {
				return 'gone';
			}

			if (isDenied(error)) {
				return 'denied';
			}

			throw error;
		}
	};
}
