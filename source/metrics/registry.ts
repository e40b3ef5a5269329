import type {SettingsName} from './metric-settings.js';
import type {MetricName} from './snapshot.js';

/** What is known of a metric beside its value and its collector. */
type Entry<Name extends MetricName> = {
	/** The part of a machine that it is about: alerts are filtered by it. */
	readonly component: string;
	/** Milliseconds from one measurement to the next where no setting says so. Default: at every sample. */
	readonly cadenceMs?: number;
} & (Name extends SettingsName
	? {
			/** In `--help`. */
			readonly what: string;
			/** After how many seconds it is measured again by default. `undefined`: at every sample. */
			readonly seconds?: number;
		}
	: {
			/** It is switched by the settings of that metric. `undefined`: it is always measured. */
			readonly with?: SettingsName;
			/** It is measured at every sample, whatever the interval in those settings. */
			readonly isEverySample?: boolean;
		});

/** Every metric, in the order of the documentation. One that is added to `Metrics` is missed here by the compiler. */
export const registry = {
	processor: {component: 'processor', what: 'the processor'},
	load: {component: 'load', with: 'processor'},
	// Frequencies move all the time and say little.
	frequency: {component: 'processor', with: 'processor', cadenceMs: 2000},
	memory: {component: 'memory', what: 'memory and swap'},
	disks: {component: 'disk', what: 'disks', seconds: 5},
	disk_io: {component: 'disk', with: 'disks', isEverySample: true},
	network: {component: 'network', what: 'the network'},
	processes: {component: 'processes', what: 'processes', seconds: 2},
	gpu: {component: 'gpu', what: 'GPUs', seconds: 1},
	// The kernel renews its averages every two seconds.
	pressure: {component: 'pressure', what: 'pressure stall information', seconds: 2},
	limits: {component: 'limits', what: 'limits of the container', seconds: 1},
	kernel_files: {component: 'kernel', what: 'open files of the kernel', seconds: 2},
	temperatures: {component: 'temperatures', what: 'temperatures', seconds: 2},
	// A clock that is set moves the boot time, which the starts of processes follow at once.
	system: {component: 'system', cadenceMs: 5000},
	self: {component: 'self', cadenceMs: 2000},
} as const satisfies {readonly [Name in MetricName]: Entry<Name>};

// The keys of an object literal are all it has.
export const metricNames = Object.keys(registry) as readonly MetricName[];

export const settingsNames = metricNames.filter((name): name is SettingsName => 'what' in registry[name]);

/** The metric whose settings say whether and how often this one is measured. `undefined`: it is always measured. */
export function settingsOf(name: MetricName): SettingsName | undefined {
	const entry = registry[name];
	return 'with' in entry ? entry.with : settingsNames.find(one => one === name);
}
