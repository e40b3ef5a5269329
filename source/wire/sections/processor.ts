import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull, rounded} from '../nullable.js';

export function processorSection({readings}: Snapshot) {
	const cpu = known(readings.cpu);
	const frequency = known(readings.frequency);
	const system = known(readings.system);
	if (!cpu && !frequency && !system) {
		return null;
	}

	return {
		usage_percent: rounded(cpu?.total.usedPercent),
		core_count: orNull(system?.physicalCores),
		logical_count: orNull(system?.logicalCores ?? cpu?.cores.length),
		frequency_current: rounded(frequency?.currentMhz),
		frequency_max: rounded(frequency?.maxMhz),
		per_core_usage: orNull(cpu?.cores.map(core => rounded(core.shares?.usedPercent))),
		user_percent: rounded(cpu?.total.userPercent),
		system_percent: rounded(cpu?.total.systemPercent),
		iowait_percent: rounded(cpu?.total.iowaitPercent),
		steal_percent: rounded(cpu?.total.stealPercent),
		temperature: rounded(known(readings.temperatures)?.cpuCelsius),
		model: orNull(system?.cpuModel),
	};
}
