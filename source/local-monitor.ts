import {createRules} from './alerts/create-rules.js';
import {defaultRules} from './alerts/default-rules.js';
import type {AlertRule} from './alerts/rule.js';
import {defaultConfig} from './config/definition.js';
import type {HistoryLimits} from './history.js';
import {type CollectorOptions, collectorFactory, thisMachine} from './metrics/collectors.js';
import type {MetricSettings} from './metrics/metric-settings.js';
import {createMonitor, type Monitor} from './monitor.js';
import {localSource} from './sources/local.js';

export type LocalMonitorOptions = {
	/** @default 500 */
	readonly intervalMs?: number;
	/** What is measured; what is not named keeps its default. */
	readonly metrics?: {readonly [Name in keyof MetricSettings]?: Partial<MetricSettings[Name]>};
	/** @default 1000 samples and one hour */
	readonly history?: Partial<HistoryLimits>;
	/** What to judge every sample by. @default memory and disks, as in the configuration */
	readonly rules?: readonly AlertRule[] | undefined;
	/** Where the machine's `/proc`, `/sys` and `/etc` are, to watch a host from inside a container. */
	readonly root?: string | undefined;
	/** Whether the list of processes is measured, or only how many there are. Asked at every turn. @default always */
	readonly isProcessListWanted?: () => boolean;
	/** Told once about every new failure of one way of reading GPUs beside others that work. */
	readonly onGpuFailure?: CollectorOptions['onGpuFailure'];
};

/** A monitor of this machine, ready to `run`. Rejects on a platform that it does not know. */
export async function createLocalMonitor(options: LocalMonitorOptions = {}): Promise<Monitor> {
	const {intervalMs = defaultConfig.intervalMs, history, isProcessListWanted = () => true} = options;
	const machine = thisMachine(options.root);
	const metrics = mergeSettings(defaultConfig.metrics, options.metrics ?? {});
	const createCollectors = await collectorFactory(machine, {
		metrics,
		isProcessListWanted,
		...(options.onGpuFailure && {onGpuFailure: options.onGpuFailure}),
	});
	return createMonitor({
		source: localSource({intervalMs, machine, createCollectors}),
		history: {...defaultConfig.history, ...history},
		rules: options.rules ?? createRules(defaultRules),
	});
}

function mergeSettings(
	defaults: MetricSettings,
	{
		cpu,
		memory,
		disks,
		network,
		processes,
		gpu,
		pressure,
		limits,
		temperatures,
	}: NonNullable<LocalMonitorOptions['metrics']>,
): MetricSettings {
	return {
		cpu: {...defaults.cpu, ...cpu},
		memory: {...defaults.memory, ...memory},
		disks: {...defaults.disks, ...disks},
		network: {...defaults.network, ...network},
		processes: {...defaults.processes, ...processes},
		gpu: {...defaults.gpu, ...gpu},
		pressure: {...defaults.pressure, ...pressure},
		limits: {...defaults.limits, ...limits},
		temperatures: {...defaults.temperatures, ...temperatures},
	};
}
