import type {Snapshot} from '../metrics/snapshot.js';
import {customSection} from './encode/custom.js';
import {diskSection} from './encode/disk.js';
import {diskIoSection} from './encode/disk-io.js';
import {disksSection} from './encode/disks.js';
import {errorsSection} from './encode/errors.js';
import {gpuSection} from './encode/gpu.js';
import {limitsSection} from './encode/limits.js';
import {loadSection} from './encode/load.js';
import {memorySection} from './encode/memory.js';
import {networkSection} from './encode/network.js';
import {pressureSection} from './encode/pressure.js';
import {processesSection} from './encode/processes.js';
import {processorSection} from './encode/processor.js';
import {selfSection} from './encode/self.js';
import {systemSection} from './encode/system.js';
import {temperaturesSection} from './encode/temperatures.js';

/**
The parts of the `data` of a message, in its order: the only place where names become snake_case. Metric paths are
places in them. Units: bytes, seconds, percent 0–100, MHz, °C, watts.
*/
export const sections = {
	memory: memorySection,
	processor: processorSection,
	load: loadSection,
	disk: diskSection,
	disks: disksSection,
	disk_io: diskIoSection,
	network: networkSection,
	processes: processesSection,
	gpu: gpuSection,
	temperatures: temperaturesSection,
	pressure: pressureSection,
	limits: limitsSection,
	system: systemSection,
	self: selfSection,
	custom: customSection,
	errors: errorsSection,
} as const;

/** The name of a part of the `data` of a message. */
export type SectionName = keyof typeof sections;

/** Tells a section by its name; `undefined` when no section has it. */
export type ReadSection = (name: string) => unknown;

/** The sections of one snapshot, each made when it is first asked for: a rule on memory does not sort processes. */
export function sectionsOf(snapshot: Snapshot): ReadSection {
	const made = new Map<string, unknown>();
	return name => {
		if (!made.has(name)) {
			made.set(name, isSectionName(name) ? sections[name](snapshot) : undefined);
		}

		return made.get(name);
	};
}

export function isSectionName(name: string): name is SectionName {
	return Object.hasOwn(sections, name);
}
