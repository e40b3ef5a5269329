import {known} from '../metrics/reading.js';
import type {SystemFacts} from '../metrics/snapshot.js';
import {count, optional, seconds, text, time} from './fields.js';
import type {Processor} from './processor.js';
import {record} from './record.js';
import {section} from './section.js';

/** The system section of a message. The core counts are in the processor section. */
type System = Omit<SystemFacts, 'physicalCores' | 'logicalCores'> & {
	readonly total: number | undefined;
	readonly uptimeSeconds: number | undefined;
};

export const system = section(
	'system',
	record<System>()({
		osName: text('os_name', 'name of the operating system: Linux, Darwin or Windows_NT'),
		osVersion: text('os_version', 'distribution or product version'),
		osRelease: text('os_release', 'kernel release'),
		architecture: text('architecture', 'processor architecture, as named by Node.js'),
		machine: text('machine', 'machine type, as printed by uname -m'),
		cpuModel: optional(text('processor', 'model name of the processor')),
		hostname: text('hostname', 'host name'),
		nodeVersion: text('node_version', 'version of Node.js that runs mon-tui'),
		total: optional(count('processes', 'number of processes')),
		bootTimeMs: optional(time('boot_time', 'time at which the machine booted', {prometheus: 'boot_time_seconds'})),
		uptimeSeconds: optional(seconds('uptime', 'time since the machine booted')),
		container: optional(text('container', 'container engine that mon-tui runs in; null outside a container')),
	}),
	({readings, timestampMs}) => {
		const facts = known(readings.system);
		return (
			facts && {
				...facts,
				total: known(readings.processes)?.total,
				uptimeSeconds: uptimeSeconds(facts.bootTimeMs, timestampMs),
			}
		);
	},
);

const clockToleranceSeconds = 2;

/** Returns `undefined` if the boot time is unknown or in the future: one of the clocks is then wrong. */
function uptimeSeconds(bootTimeMs: number | undefined, timestampMs: number): number | undefined {
	const seconds = bootTimeMs === undefined ? undefined : Math.round((timestampMs - bootTimeMs) / 1000);
	return seconds === undefined || seconds < -clockToleranceSeconds ? undefined : Math.max(0, seconds);
}

export function factsOf(view: System | undefined, processor: Processor | undefined): SystemFacts | undefined {
	if (!view) {
		return undefined;
	}

	const {total: _, uptimeSeconds: __, ...facts} = view;
	return {...facts, physicalCores: processor?.physicalCores, logicalCores: processor?.logicalCores};
}
