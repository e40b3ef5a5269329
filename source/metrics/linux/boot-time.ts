import type {Buffer} from 'node:buffer';
import os from 'node:os';
import type {Machine} from '../collector.js';
import {steadyBootTime} from '../values/steady-boot-time.js';
import {readIfPresent} from './if-present.js';
import {parseStatCounter} from './procfs/stat.js';

/**
Returns when the machine started, in epoch milliseconds, from the bytes of `/proc/stat`; where that may not be read, from
`/proc/uptime`, and on this machine from the kernel's clock. `undefined` where nothing tells.
*/
export function bootTime(machine: Machine): (stat: Buffer | undefined) => number | undefined {
	const steady = steadyBootTime();

	return stat => {
		const seconds = stat && parseStatCounter(stat, 'btime');
		if (seconds !== undefined) {
			return steady(seconds * 1000);
		}

		const uptimeSeconds = uptimeOf(machine);
		return uptimeSeconds === undefined ? undefined : steady(machine.nowMs() - uptimeSeconds * 1000);
	};
}

function uptimeOf({root}: Machine): number | undefined {
	const text = /^(\d+(?:\.\d+)?) /.exec(readIfPresent(`${root}/proc/uptime`) ?? '')?.[1];
	if (text !== undefined) {
		return Number(text);
	}

	return root === '' ? os.uptime() : undefined;
}
