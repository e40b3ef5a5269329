import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Frequency} from '../snapshot.js';
import {plausibleMegahertz} from '../values/plausible.js';
import {cpufreq} from './cpufreq.js';
import {cpuinfoClock} from './cpuinfo-clock.js';

/**
Returns a collector of the processor frequency. Source: the cpufreq policies, or `/proc/cpuinfo` if there are none or
they are slow. The current value is the mean over the cores.
*/
export function frequencyCollector(machine: Machine, cadenceMs: number): Collector<'frequency'> & Disposable {
	const policies = cpufreq(machine);
	const cpuinfo = cpuinfoClock(machine);
	const log = createGapLog();
	let frequency: Frequency | undefined;

	return {
		name: 'frequency',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.clear();
			let coreMhz = plausible(policies.coreMhz());
			if (coreMhz.size === 0) {
				coreMhz = plausible(log.read('frequency_current', cpuinfo.coreMhz) ?? new Map());
			}

			const maxima = policies.maxMhz().filter(mhz => plausibleMegahertz(mhz) !== undefined);
			if (coreMhz.size === 0 && maxima.length === 0) {
				throw new UnavailableError('unsupported', 'neither cpufreq nor /proc/cpuinfo reports the frequency');
			}

			frequency = reuseUnchanged(frequency, {
				currentMhz: mean([...coreMhz.values()]),
				maxMhz: maxima.length === 0 ? undefined : Math.max(...maxima),
				coreMhz: reuseUnchanged(frequency?.coreMhz, coreMhz),
			});
			return frequency;
		},
		gaps: log.gaps,
		[Symbol.dispose]() {
			policies[Symbol.dispose]();
			cpuinfo[Symbol.dispose]();
		},
	};
}

function plausible(coreMhz: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
	return new Map([...coreMhz].filter(([, mhz]) => plausibleMegahertz(mhz) !== undefined));
}

function mean(values: readonly number[]): number | undefined {
	return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
