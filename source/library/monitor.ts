import {type CollectOptions, collectOnce as collect} from '../collect-once.js';
import {choice, section} from '../config/model/field.js';
import type {Fields} from '../config/model/leaf.js';
import type {Monitor} from '../core/monitor.js';
import type {Source} from '../core/source.js';
import {createMonitor as create, type MachineOptions, type MonitorOptions} from '../create-monitor.js';
import type {CustomCollector} from '../metrics/custom-collector.js';
import {
	gpuCount as countGpus,
	type GpuQuery,
	isGpuAvailable as isAvailable,
	listGpus as list,
} from '../metrics/gpu/availability.js';
import {gpuBackendNames} from '../metrics/gpu/backend.js';
import type {Cadence, MetricChanges, SettingsName, SpecialSettings} from '../metrics/metric-settings.js';
import {settingsNames} from '../metrics/registry.js';
import type {Gpu, Snapshot} from '../metrics/snapshot.js';
import {historyChecks} from './connections.js';
import {
	abortSignal,
	anyText,
	anyToggle,
	type Checks,
	callback,
	checkArgument,
	checkOf,
	listOf,
	milliseconds,
	someObject,
	whole,
} from './options.js';
import {madeRule} from './rules.js';

/** More often, measuring would cost more than it shows. */
const minIntervalMs = 100;
const maxIntervalMs = 3_600_000;
const interval = whole(minIntervalMs, maxIntervalMs);
const cadence: Checks<Cadence> = {enabled: anyToggle, intervalMs: interval};

const specialChecks: {readonly [Name in keyof SpecialSettings]: Checks<SpecialSettings[Name]>} = {
	disks: {paths: listOf(anyText)},
	network: {interfaces: listOf(anyText), virtual: anyToggle},
	gpu: {backend: listOf(choice(['auto', ...gpuBackendNames], {help: ''}), 1)},
};
const checksByName: {readonly [Name in SettingsName]?: Fields} = specialChecks;
const metrics = Object.fromEntries(settingsNames.map(name => [name, section({...cadence, ...checksByName[name]})]));
const metricName = choice(settingsNames, {help: ''});

const monitorChecks: Checks<MonitorOptions> = {
	history: section(historyChecks),
	rules: listOf(madeRule),
	restored: someObject,
	log: callback,
};
const machineChecks: Checks<MachineOptions> = {
	intervalMs: interval,
	only: listOf(metricName),
	metrics: section(metrics),
	collectors: listOf(someObject),
	root: anyText,
	isProcessListWanted: callback,
	onGpuFailure: callback,
};
const checkMonitor = checkOf<MonitorOptions & MachineOptions & {readonly source: Source}>('createMonitor', {
	...monitorChecks,
	...machineChecks,
	source: someObject,
});
const checkMetrics = checkOf<MetricChanges>('setMetrics', metrics as unknown as Checks<MetricChanges>);
const checkCollector = checkOf<Omit<CustomCollector, symbol>>('a collector', {
	name: {...anyText, isRequired: true},
	cadenceMs: milliseconds(1),
	timeoutMs: milliseconds(1),
	collect: {...callback, isRequired: true},
});

/**
A monitor, of this machine or of the `source` given instead: a recording, another host. It measures nothing until `run`.

Rejects with a TypeError or RangeError for an option that cannot be used, on a platform that is neither Linux, macOS nor
Windows, and for a collector with a name that cannot be used.
*/
export async function createMonitor(
	options: MonitorOptions & (MachineOptions | {readonly source: Source}) = {},
): Promise<Monitor> {
	checkMonitor(options as Parameters<typeof checkMonitor>[0]);
	for (const collector of 'source' in options ? [] : (options.collectors ?? [])) {
		checkCollector(collector);
	}

	const monitor = await create(options);
	const {setIntervalMs, setMetrics, setRules, silence} = monitor;
	return Object.assign(monitor, {
		setIntervalMs(intervalMs: number) {
			checkArgument('setIntervalMs', 'the interval', interval, intervalMs);
			setIntervalMs(intervalMs);
		},
		async setMetrics(changes: MetricChanges) {
			checkMetrics(changes);
			await setMetrics(changes);
		},
		setRules(rules: Parameters<typeof setRules>[0]) {
			checkArgument('setRules', 'rules', listOf(madeRule), rules);
			setRules(rules);
		},
		silence(target: string, untilMs: number) {
			checkArgument('silence', 'the target', {...anyText, isRequired: true}, target);
			checkArgument('silence', 'the time', whole(0, Number.MAX_SAFE_INTEGER), untilMs);
			silence(target, untilMs);
		},
	});
}

const {intervalMs: _, isProcessListWanted: __, ...onceChecks} = machineChecks;
const checkOnce = checkOf<CollectOptions>('collectOnce', {
	...onceChecks,
	timeoutMs: milliseconds(1),
	signal: abortSignal,
});

/**
Measures this machine once, and leaves nothing running. Takes about 0.2 s, for rates and shares need two readings.

Rejects when `signal` aborts, and with a TypeError or RangeError for an option that cannot be used. What cannot be measured
does not reject: its reading tells why.
*/
export async function collectOnce(options: CollectOptions = {}): Promise<Snapshot> {
	checkOnce(options);
	return collect(options);
}

const gpuChecks: Checks<GpuQuery> = {
	backends: listOf(choice(gpuBackendNames, {help: ''})),
	nvidiaSmiPath: anyText,
	root: anyText,
	signal: abortSignal,
};
const checkGpuQuery = checkOf<GpuQuery>('listGpus', gpuChecks);

/**
Measures the GPUs of this machine once. None is an empty list. A sleeping card is in the list and is not woken.

Rejects when there is a GPU and its driver fails, with the reason; and when `signal` aborts.
*/
export async function listGpus(query: GpuQuery = {}): Promise<readonly Gpu[]> {
	checkGpuQuery(query);
	return list(query);
}

/** How many GPUs there are, sleeping ones included. Rejects as `listGpus` does. */
export async function gpuCount(query: GpuQuery = {}): Promise<number> {
	checkGpuQuery(query);
	return countGpus(query);
}

/** Whether there is a GPU that answers. A driver that fails counts as none. Rejects only when `signal` aborts. */
export async function isGpuAvailable(query: GpuQuery = {}): Promise<boolean> {
	checkGpuQuery(query);
	return isAvailable(query);
}
