import type {Collector, Machine} from './collector.js';
import type {MetricName} from './snapshot.js';

type Make<Name extends MetricName> = (machine: Machine, cadenceMs: number) => Collector<Name>;

/** How one operating system measures. What it cannot tell is left out. */
export type Platform = {
	readonly system: Make<'system'>;
	readonly processor: Make<'processor'>;
	readonly load: Make<'load'>;
	readonly frequency: Make<'frequency'>;
	readonly memory: Make<'memory'>;
	readonly disk_io?: Make<'disk_io'>;
	readonly pressure?: Make<'pressure'>;
	readonly limits?: Make<'limits'>;
	readonly temperatures?: Make<'temperatures'>;
	disks(machine: Machine, options: {readonly cadenceMs: number; readonly paths: readonly string[]}): Collector<'disks'>;
	network(
		machine: Machine,
		options: {readonly cadenceMs: number; readonly interfaces: readonly string[]; readonly showVirtual: boolean},
	): Collector<'network'>;
	processes(machine: Machine, options: {readonly cadenceMs: number; isListWanted(): boolean}): Collector<'processes'>;
	/** Where asking costs a child process: never more often than this, in milliseconds. */
	readonly leastCadenceMs: {readonly [Name in MetricName]?: number};
};
