import type {RestoredAlerts} from './alerts/engine/alert-engine.js';
import {createRules} from './alerts/rules/create-rules.js';
import {defaultRules} from './alerts/rules/default-rules.js';
import type {AlertRule} from './alerts/rules/rule.js';
import {defaultConfig} from './config/definition.js';
import {defaultHistory, type HistoryLimits} from './core/history.js';
import {localSource} from './core/local.js';
import {missingTools} from './core/missing-tools.js';
import {type Monitor, monitorSource} from './core/monitor.js';
import type {Source} from './core/source.js';
import type {Log} from './log/log.js';
import {logAlerts} from './log/log-alerts.js';
import {logChanges} from './log/log-changes.js';
import {logDurations} from './log/log-durations.js';
import {
	type CollectorFactory,
	collectorFactory,
	localInvestigator,
	localProcessSampler,
	thisMachine,
} from './metrics/collectors.js';
import {type CustomCollector, checkCollectorNames} from './metrics/custom-collector.js';
import type {GpuBackendName} from './metrics/gpu/backend.js';
import type {MetricChanges, MetricSettings, SettingsName} from './metrics/metric-settings.js';
import {settingsNames} from './metrics/registry.js';

/** Options for measuring this machine. All are optional. */
export type MachineOptions = {
	/** Time between samples, in milliseconds; at least 100. @default 500 */
	readonly intervalMs?: number;
	/** The metrics to measure. `system` and `self` are always measured, at almost no cost. @default all */
	readonly only?: readonly SettingsName[];
	/** Settings of metrics; others keep their defaults. `{gpu: {enabled: false}}` disables a metric. */
	readonly metrics?: MetricChanges | undefined;
	/** Custom collectors. Their values are in every sample, message and recording, and alert rules can evaluate them. @default none */
	readonly collectors?: readonly CustomCollector[];
	/** Root directory with `/proc`, `/sys` and `/etc` of the machine, to monitor a host from inside a container. @default `/` */
	readonly root?: string | undefined;
	/** Returns whether to measure the list of processes, not only their number. Called at every tick. @default always true */
	readonly isProcessListRequested?: () => boolean;
	/**
	Returns whether to measure the list of processes at a lower rate, about every five seconds. Linux only. Called while the
	list is not requested. @default always false
	*/
	readonly isLightProcessListRequested?: () => boolean;
	/**
	Returns the pids of processes of which all values are measured every time, at most 100. Values that cost a file each are
	otherwise measured in turn, except for the processes that use most. Linux only. @default none
	*/
	readonly shownPids?: () => Iterable<number>;
	/** Called once for every new failure of one GPU backend while others work. */
	readonly onGpuFailure?: (backend: GpuBackendName, reason: string) => void;
};

/** Options for history, alert rules and log of a monitor. All are optional. */
export type MonitorOptions = {
	/** Maximum number and age of samples in the history. @default 1000 samples and one hour */
	readonly history?: Partial<HistoryLimits>;
	/** Alert rules; see `createRules`. `[]` raises no alerts. @default `createRules(defaultRules)` */
	readonly rules?: readonly AlertRule[] | undefined;
	/** Alerts that an earlier run persisted; see `openAlertMemory`. @default none */
	readonly restored?: RestoredAlerts | undefined;
	/** Log of failing and recovered metrics, problems, alerts, and, once a minute, the duration of measurements. @default none */
	readonly log?: Log | undefined;
};

/**
Creates a monitor of this machine, or of `source`: a recording or a remote host. It measures nothing until `run` is called.

Rejects on platforms other than Linux, macOS and Windows, and for a custom collector with an invalid name.
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
		isProcessListRequested = () => true,
		isLightProcessListRequested,
		shownPids,
		onGpuFailure: onBackendFailure,
	}: MachineOptions,
	log: Log | undefined,
): Promise<Source> {
	const onGpuFailure = (backend: GpuBackendName, reason: string): void => {
		log?.('warn', 'gpu', `${backend}: ${reason}`);
		onBackendFailure?.(backend, reason);
	};
	checkCollectorNames(collectors);
	const machine = thisMachine(root);
	const factoryFor = (settings: MetricSettings): Promise<CollectorFactory> =>
		collectorFactory(machine, {
			metrics: settings,
			isProcessListRequested,
			...(isLightProcessListRequested && {isLightProcessListRequested}),
			...(shownPids && {shownPids}),
			onGpuFailure,
		});
	let settings = changed(onlyThese(defaultConfig.metrics, only), metrics);
	const source = localSource({
		intervalMs,
		machine,
		createCollectors: await factoryFor(settings),
		customCollectors: collectors,
		sampleProcesses: await localProcessSampler(machine),
		investigate: await localInvestigator(machine),
		// Below a root are the programs of a container, while its host is measured.
		findMissingTools: machine.root === '' ? () => missingTools(process.env.PATH) : undefined,
	});
	return {
		...source,
		async setMetrics(changes) {
			settings = changed(settings, changes);
			source.setCollectors(await factoryFor(settings));
		},
	};
}

/** Returns the settings with all metrics but these disabled. */
function onlyThese(settings: MetricSettings, only: readonly SettingsName[] | undefined): MetricSettings {
	const changes = only && settingsNames.map(name => [name, {enabled: only.includes(name)}]);
	return changes ? changed(settings, Object.fromEntries(changes)) : settings;
}

function changed(settings: MetricSettings, changes: MetricChanges): MetricSettings {
	const entries = settingsNames.map(name => [name, {...settings[name], ...changes[name]}]);
	// Each metric keeps its settings; the compiler cannot infer that through `Object.fromEntries`.
	return Object.fromEntries(entries) as MetricSettings;
}
