import type {Gpu} from '../snapshot.js';
import {
	plausibleBytes,
	plausibleCelsius,
	plausibleMegahertz,
	plausiblePercent,
	plausibleWatts,
} from '../values/plausible.js';
import {unmeasured} from './unmeasured.js';

function vendorOf(model: string): Gpu['vendor'] {
	const brand = /\b(apple|amd|radeon|intel|nvidia|geforce)\b/i.exec(model)?.[1]?.toLowerCase();
	switch (brand) {
		case 'apple':
		case 'amd':
		case 'intel':
		case 'nvidia':
			return brand;
		case 'radeon':
			return 'amd';
		case 'geforce':
			return 'nvidia';
		default:
			return 'unknown';
	}
}

/**
Parses the output of `ioreg -r -d 1 -w 0 -c IOAccelerator`: one entry per accelerator, with its values in
`PerformanceStatistics`. Apple silicon uses the system memory, so there is no total. Only the drivers of Intel Macs
report temperature, power, fan speed and clocks.
*/
export function parseIoreg(text: string): readonly Gpu[] {
	const [, ...entries] = text.split(/^\+-o /m);
	return entries.map((entry, id): Gpu => {
		const statistics = /"PerformanceStatistics" = \{([^}]*)\}/.exec(entry)?.[1] ?? '';
		const values = new Map([...statistics.matchAll(/"([^"]+)"=(\d+)/g)].map(([, key, value]) => [key, Number(value)]));
		const name = /"model" = <?"([^"]+)"/.exec(entry)?.[1] ?? /^(\S+)/.exec(entry)?.[1] ?? 'GPU';
		return {
			...unmeasured,
			id,
			name,
			vendor: vendorOf(name),
			memoryUsedBytes: plausibleBytes(values.get('In use system memory')),
			usedPercent: plausiblePercent(values.get('Device Utilization %')),
			temperatureCelsius: plausibleCelsius(values.get('Temperature(C)')),
			powerWatts: plausibleWatts(values.get('Total Power(W)')),
			fanPercent: plausiblePercent(values.get('Fan Speed(%)')),
			clockMhz: plausibleMegahertz(values.get('Core Clock(MHz)')),
			memoryClockMhz: plausibleMegahertz(values.get('Memory Clock(MHz)')),
		};
	});
}
