import type {Machine} from '../collector.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {plausibleWatts} from '../values/plausible.js';
import type {GpuBackend} from './backend.js';
import {drmBackend} from './drm.js';
import {sensorCelsius} from './sensor-celsius.js';
import {readNumber} from './sysfs.js';

type Energy = {readonly joules: number; readonly atMs: number};

/**
Returns the back-end for Intel GPUs with the `i915` or `xe` driver. Source: sysfs.

The clock is the actual one, 0 while the GPU idles in RC6. The power is the growth of `energy1_input`, absent in the
first reading and after a gap. Utilization and memory are absent, because unprivileged users cannot read them.
*/
export function intel(machine: Machine, cadenceMs: number): GpuBackend {
	const energies = new Map<string, Energy>();

	const readPowerWatts = (address: string, sensorsPath: string): number | undefined => {
		const joules = readNumber(`${sensorsPath}/energy1_input`, 1e6);
		const previous = energies.get(address);
		if (joules === undefined) {
			energies.delete(address);
			return undefined;
		}

		const atMs = machine.monotonicMs();
		energies.set(address, {joules, atMs});
		const seconds = elapsedSeconds(previous?.atMs, atMs, cadenceMs);
		return previous === undefined || seconds === undefined || joules < previous.joules
			? undefined
			: (joules - previous.joules) / seconds;
	};

	return drmBackend(machine, {
		backend: 'intel',
		vendor: 'intel',
		vendorId: '8086',
		brand: 'Intel',
		measure({path, device, sensorsPath}) {
			const xe = `${device.path}/tile0/gt0/freq0`;
			const clockMhz =
				readNumber(`${path}/gt_act_freq_mhz`) ??
				readNumber(`${path}/gt_cur_freq_mhz`) ??
				readNumber(`${xe}/act_freq`) ??
				readNumber(`${xe}/cur_freq`);
			if (sensorsPath === undefined) {
				return {clockMhz};
			}

			return {
				clockMhz,
				// The package is the first sensor of i915 and the second of xe.
				temperatureCelsius: sensorCelsius(sensorsPath, ['pkg', 'vram']),
				powerWatts: plausibleWatts(readPowerWatts(device.address, sensorsPath)),
				// The driver writes 0 for "no limit".
				powerLimitWatts: plausibleWatts(readNumber(`${sensorsPath}/power1_max`, 1e6)) || undefined,
			};
		},
	});
}
