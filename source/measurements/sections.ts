import type {MetricName, Metrics, Snapshot} from '../metrics/snapshot.js';
import type {Fields} from '../support/fields.js';
import {custom} from './custom.js';
import {disk} from './disk.js';
import {diskIo, diskIoOf} from './disk-io.js';
import {disks, disksOf} from './disks.js';
import {errors} from './errors.js';
import {events} from './events.js';
import {gpu} from './gpu.js';
import {groups} from './groups.js';
import {hardware} from './hardware.js';
import {kernel} from './kernel.js';
import {limits} from './limits.js';
import {load} from './load.js';
import {memory} from './memory.js';
import {network} from './network.js';
import {paging, pagingOf} from './paging.js';
import {pressure} from './pressure.js';
import {processes} from './processes.js';
import {cpuOf, frequencyOf, processor} from './processor.js';
import {raid} from './raid.js';
import type {AnySection} from './section.js';
import {self} from './self.js';
import {sockets} from './sockets.js';
import {factsOf, system} from './system.js';
import {temperatures} from './temperatures.js';

/** The members of the `data` of a message, in order. Metric paths lead into them. */
export const sections = {
	memory,
	processor,
	load,
	paging,
	disk,
	disks,
	disk_io: diskIo,
	raid,
	network,
	sockets,
	processes,
	gpu,
	temperatures,
	hardware,
	pressure,
	limits,
	groups,
	kernel,
	system,
	self,
	events,
	custom,
	errors,
} as const satisfies Readonly<Record<string, AnySection>>;

/** The name of a member of the `data` of a message. */
export type SectionName = keyof typeof sections;

/** The `data` of a `monitoring_data` message. */
export type WireData = {readonly [Name in SectionName]: ReturnType<(typeof sections)[Name]['encode']>};

/** All sections as a list, typed by what they have in common. */
export const allSections: readonly (readonly [SectionName, AnySection])[] = Object.entries<AnySection>(sections).map(
	// The keys are those of the table.
	([name, section]) => [name as SectionName, section],
);

/** Returns the `data` of a `monitoring_data` message. */
export function wireData(snapshot: Snapshot): WireData {
	const data: Partial<Record<SectionName, unknown>> = {};
	for (const [name, {encode}] of allSections) {
		data[name] = encode(snapshot);
	}

	// The names are those of the table, from which WireData is inferred.
	return data as WireData;
}

/** A function that returns the decoded section of a message. It throws an error that names a missing part. */
export type DecodeSection = <Name extends SectionName>(name: Name) => ReturnType<(typeof sections)[Name]['decode']>;

/** Functions that return a metric from the sections of a message; `undefined` if the message does not contain it. */
export const metricDecoders: {readonly [Name in MetricName]: (decode: DecodeSection) => Metrics[Name] | undefined} = {
	processor: decode => cpuOf(decode('processor')),
	load: decode => decode('load'),
	frequency: decode => frequencyOf(decode('processor')),
	memory: decode => decode('memory'),
	paging: decode => pagingOf(decode('paging')),
	disks: decode => disksOf(decode('disks')),
	disk_io: decode => diskIoOf(decode('disk_io'), unlessInvalid(decode, 'disks')),
	raid: decode => decode('raid'),
	network: decode => decode('network'),
	sockets: decode => decode('sockets'),
	processes: decode => decode('processes'),
	gpu: decode => decode('gpu')?.gpus,
	pressure: decode => decode('pressure'),
	kernel: decode => decode('kernel'),
	limits: decode => decode('limits'),
	groups: decode => decode('groups'),
	temperatures: decode => decode('temperatures'),
	hardware: decode => decode('hardware'),
	system: decode => factsOf(decode('system'), unlessInvalid(decode, 'processor')),
	self: decode => decode('self'),
	events: decode => decode('events'),
};

/** Returns a section that another one is completed with. An invalid one must not cost both. */
function unlessInvalid<Name extends SectionName>(
	decode: DecodeSection,
	name: Name,
): ReturnType<(typeof sections)[Name]['decode']> | undefined {
	try {
		return decode(name);
	} catch {
		return undefined;
	}
}

/** Returns a function that decodes each section of the `data` of a message once, on first use. */
export function decodedSections(data: Fields): DecodeSection {
	const done = new Map<SectionName, unknown>();
	return name => {
		if (!done.has(name)) {
			done.set(name, sections[name].decode(data[name]));
		}

		// The value was stored under the name of its section.
		return done.get(name) as never;
	};
}

/** A function that returns a section by name; `undefined` if no section has that name. */
export type ReadSection = (name: string) => unknown;

/**
Returns the sections of a snapshot, each encoded on first use: a rule on memory does not sort processes. Lists that a
message shortens are complete, unless `isAsSent`.
*/
export function sectionsOf(snapshot: Snapshot, isAsSent = false): ReadSection {
	const made = new Map<string, unknown>();
	return name => {
		if (!made.has(name)) {
			const section: AnySection | undefined = isSectionName(name) ? sections[name] : undefined;
			made.set(name, isAsSent ? section?.encode(snapshot) : section?.encodeWhole(snapshot));
		}

		return made.get(name);
	};
}

export function isSectionName(name: string): name is SectionName {
	return Object.hasOwn(sections, name);
}
