import type {Collector, Machine} from './collector.js';
import type {EventTracker} from './events/event-tracker.js';
import type {Investigate, MetricName} from './snapshot.js';

/** The collectors of metrics that have further settings. */
type SpecialCollectors = {
	disks(machine: Machine, options: {readonly cadenceMs: number; readonly paths: readonly string[]}): Collector<'disks'>;
	network(
		machine: Machine,
		options: {readonly cadenceMs: number; readonly interfaces: readonly string[]; readonly showVirtual: boolean},
	): Collector<'network'>;
	processes(
		machine: Machine,
		options: {
			readonly cadenceMs: number;
			isListRequested(): boolean;
			isLightListRequested?(): boolean;
			shownPids?(): Iterable<number>;
		},
	): Collector<'processes'>;
	events?(machine: Machine, options: {readonly cadenceMs: number; readonly tracker: EventTracker}): Collector<'events'>;
};

/** The metrics that all platforms support. */
type Common = 'system' | 'processor' | 'load' | 'frequency' | 'memory';

/** The other metrics, except those that are measured in the same way on all platforms. */
type Others = Exclude<MetricName, keyof SpecialCollectors | Common | 'gpu' | 'self'>;

type Make<Name extends MetricName> = (machine: Machine, cadenceMs: number) => Collector<Name>;

/** The collectors of an operating system. Unsupported metrics are absent. */
export type Platform = SpecialCollectors & {readonly [Name in Common]: Make<Name>} & {
	readonly [Name in Others]?: Make<Name>;
} & {
	/** Returns the function that answers questions about the machine. Absent where none can be answered. */
	readonly investigator?: (machine: Machine) => Investigate;
	/** Minimum milliseconds between measurements that start a child process. */
	readonly minCadenceMs: {readonly [Name in MetricName]?: number};
};
