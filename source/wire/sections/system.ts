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
				boot_time: timestamp(facts.bootTimeMs),
				uptime: Math.max(0, Math.round((timestampMs - facts.bootTimeMs) / 1000)),
				container: orNull(facts.container),
			}
		: null;
}
