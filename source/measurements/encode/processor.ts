import {known} from '../../metrics/reading.js';
import type {Core, Snapshot} from '../../metrics/snapshot.js';
import {orNull, rounded} from '../nullable.js';

export function processorSection({readings}: Snapshot) {
	const cpu = known(readings.processor);
	const frequency = known(readings.frequency);
	const system = known(readings.system);
	if (!cpu && !frequency && !system) {
		return null;
	}

	return {
		usage_percent: rounded(cpu?.total.usedPercent),
		core_count: orNull(system?.physicalCores),
		logical_count: orNull(system?.logicalCores ?? cpu?.cores.filter(isKnown).length),
		frequency_current: rounded(frequency?.currentMhz),
		frequency_max: rounded(frequency?.maxMhz),
		per_core_usage: orNull(cpu && usageByNumber(cpu.cores)),
		user_percent: rounded(cpu?.total.userPercent),
		system_percent: rounded(cpu?.total.systemPercent),
		iowait_percent: rounded(cpu?.total.iowaitPercent),
		steal_percent: rounded(cpu?.total.stealPercent),
		temperature: rounded(known(readings.temperatures)?.cpuCelsius),
		model: orNull(system?.cpuModel),
	};
}

/** The place in the list is the number of the core: one that is offline leaves a `null`. */
function usageByNumber(cores: readonly Core[]): readonly (number | null)[] {
	const known = cores.filter(isKnown);
	const usage: (number | null)[] = new Array(Math.max(0, ...known.map(({id}) => id + 1))).fill(null);
	for (const {id, shares} of known) {
		usage[id] = rounded(shares?.usedPercent);
	}

	return usage;
}

function isKnown({shares}: Core): boolean {
	return shares !== undefined;
}
