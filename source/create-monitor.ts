import type {RestoredAlerts} from './alerts/engine/alert-engine.js';
import {createRules} from './alerts/rules/create-rules.js';
import {defaultRules} from './alerts/rules/default-rules.js';
import type {AlertRule} from './alerts/rules/rule.js';
import {defaultConfig} from './config/definition.js';
import {defaultHistory, type HistoryLimits} from './core/history.js';
import {localSource} from './core/local.js';
import {type Monitor, monitorSource} from './core/monitor.js';
import type {Source} from './core/source.js';
import type {Log} from './log/log.js';
import {logAlerts} from './log/log-alerts.js';
import {logChanges} from './log/log-changes.js';
import {logDurations} from './log/log-durations.js';
import {type CollectorFactory, collectorFactory, localProcessSampler, thisMachine} from './metrics/collectors.js';
import {type CustomCollector, checkCollectorNames} from './metrics/custom-collector.js';
import type {GpuBackendName} from './metrics/gpu/backend.js';
import type {MetricChanges, MetricSettings, SettingsName} from './metrics/metric-settings.js';
import {settingsNames} from './metrics/registry.js';

/** What to measure of this machine, and how often. All of it is optional. */
export type MachineOptions = {
	/** Milliseconds from one sample to the next, 100 or more. @default 500 */
	readonly intervalMs?: number;
	/** Measures these alone, and with them `system` and `self`, which cost next to nothing. @default all */
	readonly only?: readonly SettingsName[];
	/** How a metric is measured; what is not named keeps its default. `{gpu: {enabled: false}}` switches one off. */
	readonly metrics?: MetricChanges | undefined;
	/** What you measure yourself. It is in every sample, message and recording, and rules can judge it. @default none */
	readonly collectors?: readonly CustomCollector[];
	/** Where the machine's `/proc`, `/sys` and `/etc` are, to watch a host from inside a container. @default this machine */
	readonly root?: string | undefined;
	/** Whether the list of processes is measured, or only how many there are. Asked at every turn. @default always */
	readonly isProcessListWanted?: () => boolean;
	/** Told once about every new failure of one way of reading GPUs beside others that work. */
	readonly onGpuFailure?: (backend: GpuBackendName, reason: string) => void;
};

/** What a monitor keeps, what it judges by, and where it writes what happens. */
export type MonitorOptions = {
	/** How many samples are kept, and for how long. @default 1000 samples and one hour */
	readonly history?: Partial<HistoryLimits>;
	/** What to raise alerts for; see `createRules`. `[]` raises none. @default `createRules(defaultRules)` */
	readonly rules?: readonly AlertRule[] | undefined;
	/** What an earlier run persisted of its alerts; see `openAlertMemory`. */
	readonly restored?: RestoredAlerts | undefined;
	/** Told of metrics that fail and come back, problems, alerts, and once a minute what measuring took. @default none */
	readonly log?: Log | undefined;
};

/**
A monitor, of this machine or of the `source` given instead: a recording, another host. It measures nothing until `run`.

Rejects on a platform that is neither Linux, macOS nor Windows, and for a collector with a name that cannot be used.
*/
export async function createMonitor(
	options: MonitorOptions & (MachineOptions | {readonly source: Source}) = {},
): Promise<Monitor> {
	const {history, rules = createRules(defaultRules), restored, log} = options;
	const monitor = monitorSource({
		source: 'source' in options ? options.source : await machineSource(options, log),
		history: {...defaultHistory, ...history},
		rules,
		restored,
	});
	if (log) {
		logChanges(monitor.store, log);
		logDurations(monitor, log);
		logAlerts(monitor.store, log);
	}

	return monitor;
}

async function machineSource(
	{
		intervalMs = defaultConfig.intervalMs,
		only,
		metrics = {},
		collectors = [],
		root,
		isProcessListWanted = () => true,
		onGpuFailure: onOwnFailure,
	}: MachineOptions,
	log: Log | undefined,
): Promise<Source> {
	const onGpuFailure = (backend: GpuBackendName, reason: string): void => {
		log?.('warn', 'gpu', `${backend}: ${reason}`);
		onOwnFailure?.(backend, reason);
	};
	checkCollectorNames(collectors);
	const machine = thisMachine(root);
	const factoryFor = (settings: MetricSettings): Promise<CollectorFactory> =>
		collectorFactory(machine, {metrics: settings, isProcessListWanted, onGpuFailure});
	let settings = changed(onlyThese(defaultConfig.metrics, only), metrics);
	const source = localSource({
		intervalMs,
		machine,
		createCollectors: await factoryFor(settings),
		customCollectors: collectors,
		sampleProcesses: await localProcessSampler(machine),
	});
	return {
		...source,
		async setMetrics(changes) {
			settings = changed(settings, changes);
			source.setCollectors(await factoryFor(settings));
		},
	};
}

/** The same settings, all but these switched off. */
function onlyThese(settings: MetricSettings, only: readonly SettingsName[] | undefined): MetricSettings {
	const changes = only && settingsNames.map(name => [name, {enabled: only.includes(name)}]);
	return changes ? changed(settings, Object.fromEntries(changes)) : settings;
}

function changed(settings: MetricSettings, changes: MetricChanges): MetricSettings {
	const entries = settingsNames.map(name => [name, {...settings[name], ...changes[name]}]);
	// Each metric keeps its settings; the compiler cannot follow that through the list.
	return Object.fromEntries(entries) as MetricSettings;
}
