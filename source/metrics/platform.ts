import type {Collector, Machine} from './collector.js';
import type {MetricName} from './snapshot.js';

/** The metrics that are measured by more than how often. */
type SpecialCollectors = {
	disks(machine: Machine, options: {readonly cadenceMs: number; readonly paths: readonly string[]}): Collector<'disks'>;
	network(
		machine: Machine,
		options: {readonly cadenceMs: number; readonly interfaces: readonly string[]; readonly showVirtual: boolean},
	): Collector<'network'>;
	processes(machine: Machine, options: {readonly cadenceMs: number; isListWanted(): boolean}): Collector<'processes'>;
};

/** What every platform knows. */
type Common = 'system' | 'processor' | 'load' | 'frequency' | 'memory';

/** The other metrics, but for those that are measured alike everywhere. */
type Others = Exclude<MetricName, keyof SpecialCollectors | Common | 'gpu' | 'self'>;

type Make<Name extends MetricName> = (machine: Machine, cadenceMs: number) => Collector<Name>;

/** How one operating system measures. What it cannot tell is left out. */
export type Platform = SpecialCollectors & {readonly [Name in Common]: Make<Name>} & {
	readonly [Name in Others]?: Make<Name>;
} & {
	/** Where asking costs a child process: never more often than this, in milliseconds. */
	readonly minCadenceMs: {readonly [Name in MetricName]?: number};
};
