import type {GpuBackendName} from './gpu/backend.js';
import type {MetricName} from './snapshot.js';

/** The metrics that have settings: all but these, which are measured with another, or always. */
export type SettingsName = Exclude<MetricName, 'load' | 'frequency' | 'disk_io' | 'system' | 'self'>;

/** What is measured, and how often. A metric that is off costs nothing. */
export type MetricSettings = {
	readonly [Name in SettingsName]: Cadence & (Name extends keyof SpecialSettings ? SpecialSettings[Name] : unknown);
};

/** What there is to set of single metrics. */
export type SpecialSettings = {
	readonly disks: {
		/** Show these instead of every real mount. */
		readonly paths: readonly string[];
	};
	readonly network: {
		/** Show these instead of the physical ones. */
		readonly interfaces: readonly string[];
		/** Also bridges, tunnels and the ends of containers. */
		readonly virtual: boolean;
	};
	readonly gpu: {
		/** Which ways of reading GPUs to try, in this order. */
		readonly backend: readonly ('auto' | GpuBackendName)[];
	};
};

/** What is to change in how metrics are measured: `{gpu: {enabled: false}}`. */
export type MetricChanges = {readonly [Name in keyof MetricSettings]?: Partial<MetricSettings[Name]> | undefined};

/** Whether a metric is measured, and how often. */
export type Cadence = {
	readonly enabled: boolean;
	/** Milliseconds from one measurement to the next. `undefined`: at every sample. */
	readonly intervalMs: number | undefined;
};
