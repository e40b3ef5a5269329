import type {Machine} from '../collector.js';
import {readIfPresent} from '../linux/if-present.js';
import {plausibleMegahertz, plausiblePercent, plausibleWatts} from '../values/plausible.js';
import {amdMemory} from './amd-memory.js';
import type {GpuBackend} from './backend.js';
import {drmBackend} from './drm.js';
import {sensorCelsius} from './sensor-celsius.js';
import {readNumber} from './sysfs.js';

/** Returns the current clock in a `pp_dpm_*` file: the line marked with an asterisk, for example `1: 1825Mhz *`. */
export function parseClockMhz(text: string): number | undefined {
	const mhz = /^\s*\w+:\s*(\d+)mhz\s*\*/im.exec(text)?.[1];
	return mhz === undefined ? undefined : plausibleMegahertz(Number(mhz));
}

/**
Returns the back-end for AMD GPUs with the `amdgpu` driver. Source: sysfs.

`usedPercent` is the unchanged `gpu_busy_percent` of the driver: some integrated GPUs do not have it and a few always
report 100. The driver version is that of the module or, if it has none, of the kernel. The fan speed is the share of
full power (`pwm1`).
*/
export function amdgpu(machine: Machine): GpuBackend {
	return drmBackend(machine, {
		backend: 'amdgpu',
		vendor: 'amd',
		vendorId: '1002',
		brand: 'AMD',
		measure({device, sensorsPath}) {
			const card = {
				usedPercent: plausiblePercent(readNumber(`${device.path}/gpu_busy_percent`)),
				...amdMemory(device.path),
				clockMhz: parseClockMhz(readIfPresent(`${device.path}/pp_dpm_sclk`) ?? ''),
				memoryClockMhz: parseClockMhz(readIfPresent(`${device.path}/pp_dpm_mclk`) ?? ''),
			};
			if (sensorsPath === undefined) {
				return card;
			}

			const watts = (name: string): number | undefined => plausibleWatts(readNumber(`${sensorsPath}/${name}`, 1e6));
			const drive = readNumber(`${sensorsPath}/pwm1`);
			return {
				...card,
				temperatureCelsius: sensorCelsius(sensorsPath, ['edge', 'junction']),
				powerWatts: watts('power1_average') ?? watts('power1_input'),
				powerLimitWatts: watts('power1_cap'),
				fanPercent: drive === undefined ? undefined : plausiblePercent((drive / 255) * 100),
			};
		},
	});
}
