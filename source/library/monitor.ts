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
import {createdRule} from './rules.js';

/** The minimum interval; shorter ones would cause too much load. */
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
	rules: listOf(createdRule),
	restored: someObject,
	log: callback,
};
const machineChecks: Checks<MachineOptions> = {
	intervalMs: interval,
	only: listOf(metricName),
	metrics: section(metrics),
	collectors: listOf(someObject),
	root: anyText,
	isProcessListRequested: callback,
	isLightProcessListRequested: callback,
	shownPids: callback,
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
Creates a monitor of this machine, or of the `source` option: a recording or another host. It measures nothing before `run`.

Rejects with a TypeError or RangeError if an option is invalid, if the platform is not Linux, macOS or Windows, or if the
name of a collector is invalid.
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
			checkArgument('setRules', 'rules', listOf(createdRule), rules);
			setRules(rules);
		},
		silence(target: string, untilMs: number) {
			checkArgument('silence', 'the target', {...anyText, isRequired: true}, target);
			checkArgument('silence', 'the time', whole(0, Number.MAX_SAFE_INTEGER), untilMs);
			silence(target, untilMs);
		},
	});
}

const {
	intervalMs: _,
	isProcessListRequested: __,
	isLightProcessListRequested: ___,
	shownPids: ____,
	...onceChecks
} = machineChecks;
const checkOnce = checkOf<CollectOptions>('collectOnce', {
	...onceChecks,
	timeoutMs: milliseconds(1),
	signal: abortSignal,
});

/**
Measures this machine once. It takes about 0.2 s, because rates and shares need two readings, and leaves nothing running.

Rejects if `signal` aborts, and with a TypeError or RangeError if an option is invalid. A metric that cannot be measured
does not reject: its reading contains the reason.
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
Measures the GPUs of this machine once. The list is empty if there is no GPU. A suspended GPU is in the list and is not
woken.

Rejects if there is a GPU and its driver fails, with the reason, and if `signal` aborts.
*/
export async function listGpus(query: GpuQuery = {}): Promise<readonly Gpu[]> {
	checkGpuQuery(query);
	return list(query);
}

/** Returns the number of GPUs, including suspended ones. Rejects as `listGpus` does. */
export async function gpuCount(query: GpuQuery = {}): Promise<number> {
	checkGpuQuery(query);
	return countGpus(query);
}

/** Returns whether a GPU can be measured. A failed driver counts as no GPU. Rejects only if `signal` aborts. */
export async function isGpuAvailable(query: GpuQuery = {}): Promise<boolean> {
	checkGpuQuery(query);
	return isAvailable(query);
}
