import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull} from '../nullable.js';
import {timestamp} from '../timestamp.js';

export function systemSection({readings, timestampMs}: Snapshot) {
	const facts = known(readings.system);
	return facts
		? {
				os_name: facts.osName,
				os_version: facts.osVersion,
				os_release: facts.osRelease,
				architecture: facts.architecture,
				machine: facts.machine,
				processor: orNull(facts.cpuModel),
				hostname: facts.hostname,
				node_version: facts.nodeVersion,
				processes: orNull(known(readings.processes)?.total),
				boot_time: facts.bootTimeMs === undefined ? null : timestamp(facts.bootTimeMs),
				uptime: uptimeSeconds(facts.bootTimeMs, timestampMs),
				container: orNull(facts.container),
			}
		: null;
}

/** `null` where the start is unknown, or lies in the future: then one of the clocks is wrong. */
function uptimeSeconds(bootTimeMs: number | undefined, timestampMs: number): number | null {
	const seconds = bootTimeMs === undefined ? undefined : Math.round((timestampMs - bootTimeMs) / 1000);
	return seconds === undefined || seconds < -clockToleranceSeconds ? null : Math.max(0, seconds);
}

const clockToleranceSeconds = 2;
