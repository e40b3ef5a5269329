import {known} from '../metrics/reading.js';
import type {SystemFacts} from '../metrics/snapshot.js';
import {count, optional, seconds, text, time} from './fields.js';
import type {Processor} from './processor.js';
import {record} from './record.js';
import {section} from './section.js';

/** The counts of cores stand with the processor. */
type System = Omit<SystemFacts, 'physicalCores' | 'logicalCores'> & {
	readonly total: number | undefined;
	readonly uptimeSeconds: number | undefined;
};

export const system = section(
	'system',
	record<System>()({
		osName: text('os_name', 'Linux, Darwin or Windows_NT'),
		osVersion: text('os_version', 'distribution or product'),
		osRelease: text('os_release', 'release of the kernel'),
		architecture: text('architecture', 'as Node names it'),
		machine: text('machine', 'as uname -m names it'),
		cpuModel: optional(text('processor', 'name of the processor')),
		hostname: text('hostname', 'name of the machine'),
		nodeVersion: text('node_version', 'version of Node.js that measures'),
		total: optional(count('processes', 'processes')),
		bootTimeMs: optional(time('boot_time', 'start of the machine', {prometheus: 'boot_time_seconds'})),
		uptimeSeconds: optional(seconds('uptime', 'time since the machine started')),
		container: optional(text('container', 'container engine it runs in')),
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

/** `undefined` where the start is unknown, or lies in the future: then one of the clocks is wrong. */
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
