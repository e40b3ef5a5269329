import type {Gpu, GpuProcess} from '../snapshot.js';
import {plausibleCelsius, plausibleMegahertz, plausiblePercent, plausibleWatts} from '../values/plausible.js';
import {parseMebibytes, parseNumber, parseWord} from './nvidia-values.js';
import {pciAddress} from './pci-address.js';
import {unmeasured} from './unmeasured.js';
import {findElement, parseXml, type XmlElement} from './xml.js';

/** Returns a value without its unit: `215.00 W`, `8192 MiB`, `40 C`, `7 %`. */
function withoutUnit(text: string | undefined): string | undefined {
	return text?.replace(/ (W|MiB|C|%|MHz)$/, '');
}

function parseProcesses(gpu: XmlElement): readonly GpuProcess[] {
	return (findElement(gpu, 'processes')?.children ?? []).flatMap(element => {
		const pid = parseNumber(findElement(element, 'pid')?.text);
		const process = {
			name: parseWord(findElement(element, 'process_name')?.text),
			memoryBytes: parseMebibytes(withoutUnit(findElement(element, 'used_memory')?.text)),
		};
		return pid === undefined ? [] : [{pid, ...process}];
	});
}

/**
Parses the report of `nvidia-smi -q -x`. Elements have been renamed (DTD v10 to v13); the newest name with a number is
used. Only direct children of a `gpu` are read, because MIG devices contain elements with the same names.
*/
export function parseNvidiaReport(text: string): readonly Gpu[] {
	const log = findElement(parseXml(text), 'nvidia_smi_log');
	const driverVersion = parseWord(log && findElement(log, 'driver_version')?.text);
	const gpus = (log?.children ?? []).filter(element => element.name === 'gpu');

	return gpus.map((gpu, id): Gpu => {
		const cell = (path: string): string | undefined => withoutUnit(findElement(gpu, path)?.text);
		const firstWatts = (...paths: readonly string[]): number | undefined =>
			paths.map(path => plausibleWatts(parseNumber(cell(path)))).find(value => value !== undefined);
		const isMig = cell('mig_mode/current_mig') === 'Enabled';

		return {
			...unmeasured,
			id,
			name: parseWord(cell('product_name')) ?? 'NVIDIA GPU',
			vendor: 'nvidia',
			driverVersion,
			uniqueId: parseWord(cell('uuid')) ?? /id="([^"]+)"/.exec(gpu.attributes)?.[1],
			pciAddress: pciAddress(/id="([^"]+)"/.exec(gpu.attributes)?.[1]),
			memoryTotalBytes: parseMebibytes(cell('fb_memory_usage/total')) || undefined,
			memoryUsedBytes: parseMebibytes(cell('fb_memory_usage/used')),
			memoryFreeBytes: parseMebibytes(cell('fb_memory_usage/free')),
			usedPercent: isMig ? undefined : plausiblePercent(parseNumber(cell('utilization/gpu_util'))),
			temperatureCelsius: plausibleCelsius(parseNumber(cell('temperature/gpu_temp'))),
			powerWatts: firstWatts(
				'gpu_power_readings/instant_power_draw',
				'gpu_power_readings/average_power_draw',
				'gpu_power_readings/power_draw',
				'power_readings/power_draw',
			),
			powerLimitWatts: firstWatts(
				'gpu_power_readings/current_power_limit',
				'power_readings/enforced_power_limit',
				'power_readings/power_limit',
			),
			fanPercent: parseNumber(cell('fan_speed')),
			clockMhz: plausibleMegahertz(parseNumber(cell('clocks/graphics_clock'))),
			memoryClockMhz: plausibleMegahertz(parseNumber(cell('clocks/mem_clock'))),
			isMig,
			processes: parseProcesses(gpu),
		};
	});
}
