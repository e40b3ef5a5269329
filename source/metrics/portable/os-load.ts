import {loadavg} from 'node:os';
import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Load} from '../snapshot.js';

/**
Returns a collector of the load averages of `os.loadavg()`, for macOS. It is unsupported on Windows, where Node.js
reports 0.
*/
export function osLoadCollector(
	_machine: Machine,
	cadenceMs: number,
	platform: NodeJS.Platform = process.platform,
	readLoad: () => readonly number[] = loadavg,
): Collector<'load'> {
	let load: Load | undefined;

	return {
		name: 'load',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			if (platform === 'win32') {
				throw new UnavailableError('unsupported', 'Windows has no load average');
			}

			const [load1 = 0, load5 = 0, load15 = 0] = readLoad();
			load = reuseUnchanged(load, {load1, load5, load15});
			return load;
		},
	};
}
