import type {Buffer} from 'node:buffer';
import os from 'node:os';
import type {Machine} from '../collector.js';
import {steadyBootTime} from '../values/steady-boot-time.js';
import {readIfPresent} from './if-present.js';
import {parseStatCounter} from './procfs/stat.js';

/**
Returns a function that returns the boot time in epoch milliseconds, from the bytes of `/proc/stat`; if it cannot be
read, or is not in the past, from `/proc/uptime` or, on this machine, the kernel's clock. `undefined` when unknown.
*/
export function bootTime(machine: Machine): (stat: Buffer | undefined) => number | undefined {
	const steady = steadyBootTime();

	return stat => {
		const seconds = stat && parseStatCounter(stat, 'btime');
		if (seconds !== undefined && seconds > 0 && seconds * 1000 < machine.nowMs() + clockStepMs) {
			return steady(seconds * 1000);
		}

		const uptimeSeconds = uptimeOf(machine);
		return uptimeSeconds === undefined ? undefined : steady(machine.nowMs() - uptimeSeconds * 1000);
	};
}

/** `btime` is later than now for a moment after the clock was set back. */
const clockStepMs = 60_000;

function uptimeOf({root, nowMs}: Machine): number | undefined {
	const text = /^(\d+(?:\.\d+)?) /.exec(readIfPresent(`${root}/proc/uptime`) ?? '')?.[1];
	const seconds = text === undefined && root === '' ? os.uptime() : Number(text);
	// A boot before 1970 is none.
	return seconds * 1000 < nowMs() + clockStepMs ? seconds : undefined;
}
