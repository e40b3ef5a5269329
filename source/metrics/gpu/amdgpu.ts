import type {Machine} from '../collector.js';
import type {GpuBackend} from './backend.js';
import {drmBackend} from './drm.js';
import {readAttribute, readNumber} from './sysfs.js';

/** The clock in use of a `pp_dpm_*` file: the line marked with an asterisk, e.g. `1: 1825Mhz *`. */
export function parseClockMhz(text: string): number | undefined {
	const mhz = /^\s*\w+:\s*(\d+)mhz\s*\*/im.exec(text)?.[1];
	return mhz === undefined ? undefined : Number(mhz);
}

/**
AMD cards with the `amdgpu` driver, from sysfs.

`usedPercent` is the driver's `gpu_busy_percent`, as it is: some integrated chips do not have it and a few report 100 for
ever. The driver is part of the kernel, so its version is the kernel's unless the module tells its own. The fan is the
share of its full drive (`pwm1`).
*/
export function amdgpu(machine: Machine): GpuBackend {
	return drmBackend(machine, {
		backend: 'amdgpu',
		vendor: 'amd',
		vendorId: '1002',
		brand: 'AMD',
		measure({device, sensorsPath}) {
			const memoryTotalBytes = readNumber(`${device.path}/mem_info_vram_total`);
			const memoryUsedBytes = readNumber(`${device.path}/mem_info_vram_used`);
			const card = {
				usedPercent: readNumber(`${device.path}/gpu_busy_percent`),
				memoryTotalBytes,
				memoryUsedBytes,
				memoryFreeBytes:
					memoryTotalBytes === undefined || memoryUsedBytes === undefined
						? undefined
						: Math.max(0, memoryTotalBytes - memoryUsedBytes),
				clockMhz: parseClockMhz(readAttribute(`${device.path}/pp_dpm_sclk`) ?? ''),
				memoryClockMhz: parseClockMhz(readAttribute(`${device.path}/pp_dpm_mclk`) ?? ''),
			};
			if (sensorsPath === undefined) {
				return card;
			}

			const drive = readNumber(`${sensorsPath}/pwm1`);
			return {
				...card,
				temperatureCelsius: readNumber(`${sensorsPath}/temp1_input`, 1000),
				powerWatts: readNumber(`${sensorsPath}/power1_average`, 1e6) ?? readNumber(`${sensorsPath}/power1_input`, 1e6),
				powerLimitWatts: readNumber(`${sensorsPath}/power1_cap`, 1e6),
				fanPercent: drive === undefined ? undefined : (drive / 255) * 100,
			};
		},
	});
}
