import {naturalNumber} from '../values/whole-number.js';
import {listIfPresent, readIfPresent} from './if-present.js';

/**
Returns the counters of thermal throttling. Each core and each package has one, which all its logical processors repeat.
*/
export function throttleFiles(root: string): readonly string[] {
	const directory = `${root}/sys/devices/system/cpu`;
	const files = new Map<string, string>();
	for (const cpu of listIfPresent(directory)) {
		const place = `${directory}/${cpu}`;
		if (/^cpu\d+$/.test(cpu) && listIfPresent(`${place}/thermal_throttle`).length > 0) {
			const part = readIfPresent(`${place}/topology/physical_package_id`) ?? '0';
			const core = readIfPresent(`${place}/topology/core_id`) ?? cpu;
			files.set(`core ${part}:${core}`, `${place}/thermal_throttle/core_throttle_count`);
			files.set(`package ${part}`, `${place}/thermal_throttle/package_throttle_count`);
		}
	}

	return [...files.values()];
}

/** Returns the sum of the counters in files; `undefined` when none can be read. */
export function sumOfCounters(files: readonly string[]): number | undefined {
	const known = files.map(file => naturalNumber(readIfPresent(file))).filter(count => count !== undefined);
	return known.length === 0 ? undefined : known.reduce((total, count) => total + count, 0);
}
