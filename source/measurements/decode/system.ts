import type {SystemFacts} from '../../metrics/snapshot.js';
import {type Fields, optionalNumber, optionalText, optionalTime, text} from '../../support/fields.js';

/** The counts of cores stand with the processor. */
export function parseSystem(system: Fields, processor: Fields): SystemFacts {
	return {
		hostname: text(system, 'hostname'),
		osName: text(system, 'os_name'),
		osVersion: text(system, 'os_version'),
		osRelease: text(system, 'os_release'),
		architecture: text(system, 'architecture'),
		machine: text(system, 'machine'),
		cpuModel: optionalText(system, 'processor'),
		physicalCores: optionalNumber(processor, 'core_count'),
		logicalCores: optionalNumber(processor, 'logical_count'),
		bootTimeMs: optionalTime(system, 'boot_time'),
		nodeVersion: text(system, 'node_version'),
		container: optionalText(system, 'container'),
	};
}
