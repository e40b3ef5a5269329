import {type CpuInfo, cpus} from 'node:os';
import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Frequency} from '../snapshot.js';
import {plausibleMegahertz} from '../values/plausible.js';

const noCores: Frequency['coreMhz'] = new Map();

/**
Returns a collector of the nominal clock in `os.cpus()`, as the maximum: macOS and Windows do not report the current
one. It is unsupported on Apple Silicon, where libuv always reports 2400 MHz. It has not been tested on either platform.
*/
export function osFrequencyCollector(
	_machine: Machine,
	cadenceMs: number,
	isAppleSilicon = process.platform === 'darwin' && process.arch === 'arm64',
	readCpus: () => ReadonlyArray<Pick<CpuInfo, 'speed'>> = cpus,
): Collector<'frequency'> {
	let frequency: Frequency | undefined;

	return {
		name: 'frequency',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			if (isAppleSilicon) {
				throw new UnavailableError('unsupported', 'Apple Silicon does not report its clock frequency');
			}

			const maxMhz = Math.max(0, ...readCpus().flatMap(({speed}) => plausibleMegahertz(speed) ?? []));
			if (maxMhz === 0) {
				throw new UnavailableError('unsupported', 'os.cpus() reports no clock frequency');
			}

			frequency = reuseUnchanged(frequency, {currentMhz: undefined, maxMhz, coreMhz: noCores});
			return frequency;
		},
	};
}
