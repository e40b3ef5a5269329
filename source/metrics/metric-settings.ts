import type {GpuBackendName} from './gpu/backend.js';
import type {MetricName} from './snapshot.js';

/** The name of a metric that has settings. The others are measured together with another metric, or always. */
export type SettingsName = Exclude<
	MetricName,
	'load' | 'frequency' | 'paging' | 'disk_io' | 'raid' | 'sockets' | 'system' | 'self'
>;

/** The settings of the metrics. A disabled metric causes no cost. */
export type MetricSettings = {
	readonly [Name in SettingsName]: Cadence & (Name extends keyof SpecialSettings ? SpecialSettings[Name] : unknown);
};

/** Settings of single metrics. */
export type SpecialSettings = {
	readonly disks: {
		/** Mount points to display instead of all local mounts. */
		readonly paths: readonly string[];
	};
	readonly network: {
		/** Interfaces to display instead of the physical ones. */
		readonly interfaces: readonly string[];
		/** Whether to display bridges, tunnels and virtual interfaces of containers too. */
		readonly virtual: boolean;
	};
	readonly gpu: {
		/** GPU back-ends to try, in this order. */
		readonly backend: readonly ('auto' | GpuBackendName)[];
	};
};

/** Changes of metric settings: `{gpu: {enabled: false}}`. */
export type MetricChanges = {readonly [Name in keyof MetricSettings]?: Partial<MetricSettings[Name]> | undefined};

/** The settings that all metrics have: whether and how often a metric is measured. */
export type Cadence = {
	readonly enabled: boolean;
	/** Milliseconds between measurements. `undefined`: at every sample. */
	readonly intervalMs: number | undefined;
};
