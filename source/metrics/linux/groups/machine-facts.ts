import {existsSync, readFileSync} from 'node:fs';
import type {Machine} from '../../collector.js';
import {listIfPresent} from '../if-present.js';
import {parseMeminfo} from '../procfs/meminfo.js';
import type {MachineFacts} from './group-values.js';

const maxDevices = 1000;

/** Returns the facts of the machine that the values of its groups depend on. */
export function machineFacts({root}: Machine): MachineFacts {
	const devices = new Map<string, boolean>();
	return {
		memoryBytes: memoryOf(root),
		isPhysical(deviceNumber) {
			let isPhysical = devices.get(deviceNumber);
			if (isPhysical === undefined) {
				const place = `${root}/sys/dev/block/${deviceNumber}`;
				isPhysical = listIfPresent(`${place}/slaves`).length === 0 && !existsSync(`${place}/loop/backing_file`);
				if (devices.size >= maxDevices) {
					devices.clear();
				}

				devices.set(deviceNumber, isPhysical);
			}

			return isPhysical;
		},
	};
}

function memoryOf(root: string): number {
	try {
		return parseMeminfo(readFileSync(`${root}/proc/meminfo`, 'latin1')).totalBytes;
	} catch {
		return Number.MAX_SAFE_INTEGER;
	}
}
