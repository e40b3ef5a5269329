import type {SettingsName} from './metric-settings.js';
import type {MetricName} from './snapshot.js';

/** The properties of a metric. */
type Entry<Name extends MetricName> = {
	/** Part of the machine, by which alerts are filtered. */
	readonly component: string;
	/** Default milliseconds between measurements. Absent: at every sample. */
	readonly cadenceMs?: number;
} & (Name extends SettingsName
	? {
			/** Description in `--help`. */
			readonly what: string;
			/** Default seconds between measurements. `undefined`: at every sample. */
			readonly seconds?: number;
		}
	: {
			/** Metric whose settings apply. `undefined`: it is always measured. */
			readonly with?: SettingsName;
			/** Whether it is measured at every sample, regardless of the interval in those settings. */
			readonly isEverySample?: boolean;
		});

/** All metrics, in the order of the documentation. The compiler requires an entry for each member of `Metrics`. */
export const registry = {
	processor: {component: 'processor', what: 'the processor'},
	load: {component: 'load', with: 'processor'},
	// Frequencies change constantly and have little meaning.
	frequency: {component: 'processor', with: 'processor', cadenceMs: 2000},
	memory: {component: 'memory', what: 'memory and swap'},
	paging: {component: 'memory', with: 'memory', isEverySample: true},
	disks: {component: 'disk', what: 'disks', seconds: 5},
	disk_io: {component: 'disk', with: 'disks', isEverySample: true},
	// The interval of the disks applies.
	raid: {component: 'disk', with: 'disks'},
	network: {component: 'network', what: 'the network'},
	// The kernel adds up its 200 counters of all processors at each reading.
	sockets: {component: 'network', with: 'network', cadenceMs: 1000},
	processes: {component: 'processes', what: 'processes', seconds: 2},
	gpu: {component: 'gpu', what: 'GPUs', seconds: 1},
	// The kernel updates its averages every two seconds.
	pressure: {component: 'pressure', what: 'pressure stall information', seconds: 2},
	limits: {component: 'limits', what: 'limits of the container', seconds: 1},
	groups: {component: 'groups', what: 'services and containers', seconds: 2},
	kernel: {component: 'kernel', what: 'tables of the kernel', seconds: 2},
	temperatures: {component: 'temperatures', what: 'temperatures', seconds: 2},
	hardware: {component: 'hardware', what: 'fans, power and batteries', seconds: 5},
	// Setting the clock changes the boot time, and with it the start times of processes.
	system: {component: 'system', cadenceMs: 5000},
	self: {component: 'self', cadenceMs: 2000},
	events: {component: 'events', what: 'events'},
} as const satisfies {readonly [Name in MetricName]: Entry<Name>};

// The keys of an object literal are known completely.
export const metricNames = Object.keys(registry) as readonly MetricName[];

export const settingsNames = metricNames.filter((name): name is SettingsName => 'what' in registry[name]);

/** Returns the metric whose settings apply to this one. `undefined`: it is always measured. */
export function settingsOf(name: MetricName): SettingsName | undefined {
	const entry = registry[name];
	return 'with' in entry ? entry.with : settingsNames.find(one => one === name);
}
