import {type CpuInfo, cpus} from 'node:os';
import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Frequency} from '../snapshot.js';
import {plausibleMegahertz} from '../values/plausible.js';

const noCores: Frequency['coreMhz'] = new Map();

/**
The nominal clock of `os.cpus()`, as the highest one: macOS and Windows do not tell the current one. On Apple Silicon
libuv says 2400 MHz whatever the chip is, so there is none at all. Not tried on either system.
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
				throw new UnavailableError('unsupported', 'Apple Silicon does not tell its clock');
			}

			const maxMhz = Math.max(0, ...readCpus().flatMap(({speed}) => plausibleMegahertz(speed) ?? []));
			if (maxMhz === 0) {
				throw new UnavailableError('unsupported', 'os.cpus() tells no clock');
			}

			frequency = reuseUnchanged(frequency, {currentMhz: undefined, maxMhz, coreMhz: noCores});
			return frequency;
		},
	};
}
