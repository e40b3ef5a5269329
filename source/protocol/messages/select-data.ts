import type {WireData} from '../../measurements/sections.js';
import type {WireMetric} from '../../measurements/wire-metrics.js';

export const dataFormats = ['full', 'compact'] as const;

/** The format of a snapshot. `full`: all data. `compact`: without `system`, and with fewer processes. */
export type DataFormat = (typeof dataFormats)[number];

/** The maximum number of processes in the compact format. */
const compactProcesses = 10;

/** Returns the requested part of `data`; without `metrics`, all of it. */
export function selectData(
	data: WireData,
	metrics: readonly WireMetric[] | undefined,
	format: DataFormat,
): Readonly<Record<string, unknown>> {
	const formatted = format === 'compact' ? compact(data) : data;
	return metrics === undefined ? formatted : pick(formatted, metrics);
}

function compact({system: _system, processes, ...rest}: WireData) {
	return {
		...rest,
		processes: processes && {...processes, top: processes.top?.slice(0, compactProcesses) ?? null},
	};
}

function pick(
	data: Readonly<Record<string, unknown>>,
	metrics: readonly WireMetric[],
): Readonly<Record<string, unknown>> {
	const picked = new Map<string, unknown>();
	for (const {name, field} of metrics) {
		const whole = data[name] ?? null;
		if (field === undefined || whole === null) {
			picked.set(name, whole);
		} else if (!metrics.some(metric => metric.name === name && metric.field === undefined)) {
			picked.set(name, {...(picked.get(name) ?? {}), [field]: (whole as Readonly<Record<string, unknown>>)[field]});
		}
	}

	return Object.fromEntries(picked);
}
