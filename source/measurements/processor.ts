import {known} from '../metrics/reading.js';
import type {Core, Cpu, CpuShares, Frequency, Readings, SchedulerLoad, SystemFacts} from '../metrics/snapshot.js';
import {usageOnly} from '../metrics/values/unmeasured.js';
import {celsius, count, field, megahertz, nullableCodec, optional, percent, rate, text} from './fields.js';
import {counter, type Exported, type Family} from './prometheus-family.js';
import {list, record} from './record.js';
import {section} from './section.js';

/** The processor section of a message. It combines several metrics, and each of them may be missing. */
export type Processor = {readonly [Name in keyof CpuShares]: number | undefined} & Pick<
	Frequency,
	'currentMhz' | 'maxMhz'
> &
	SchedulerLoad &
	Pick<SystemFacts, 'physicalCores' | 'logicalCores' | 'cpuModel'> & {
		readonly cores: readonly (number | undefined)[] | undefined;
		readonly cpuCelsius: number | undefined;
	};

const mode = (mode: string): Exported => ({
	name: 'cpu_mode_ratio',
	help: 'share of CPU time by mode, over all cores',
	labels: {mode},
});

const usedPercentOfCore = percent('usage_percent', 'CPU usage of the core', {prometheus: 'cpu_core_usage_ratio'});

export const processor = section(
	'processor',
	record<Processor>()({
		usedPercent: optional(
			percent('usage_percent', 'CPU usage over all cores since the previous sample', {
				title: 'processor usage',
				prometheus: 'cpu_usage_ratio',
				inHistory: true,
			}),
		),
		physicalCores: optional(count('core_count', 'number of physical cores')),
		logicalCores: optional(count('logical_count', 'number of logical processors')),
		currentMhz: optional(
			megahertz('frequency_current', 'mean clock frequency', {figure: 'mean', prometheus: 'cpu_frequency_hertz'}),
		),
		maxMhz: optional(megahertz('frequency_max', 'maximum clock frequency')),
		cores: optional(
			field(
				'per_core_usage',
				list(nullableCodec(usedPercentOfCore), {
					description: 'CPU usage by core number; null if the core is offline or its usage is unknown',
					place: {head: 'cores', key: undefined},
					labels: (_, index) => ({cpu: String(index)}),
				}),
			),
		),
		userPercent: optional(percent('user_percent', 'share of time in user mode', {prometheus: mode('user')})),
		systemPercent: optional(percent('system_percent', 'share of time in the kernel', {prometheus: mode('system')})),
		iowaitPercent: optional(
			percent('iowait_percent', 'share of time idle while waiting for I/O', {prometheus: mode('iowait')}),
		),
		stealPercent: optional(
			percent('steal_percent', 'share of time the hypervisor ran other guests', {prometheus: mode('steal')}),
		),
		nicePercent: optional(percent('nice_percent', 'share of time in user mode with a low priority (nice)')),
		irqPercent: optional(percent('irq_percent', 'share of time serving hardware interrupts')),
		softirqPercent: optional(percent('softirq_percent', 'share of time serving software interrupts')),
		runnableTasks: optional(
			count('runnable_tasks', 'number of tasks that run or wait for a CPU, without mon-tui', {
				title: 'runnable tasks',
				figure: 'whole mean',
				prometheus: 'procs_running',
				inHistory: true,
			}),
		),
		blockedTasks: optional(
			count('blocked_tasks', 'number of tasks that wait for I/O and cannot be interrupted', {
				title: 'blocked tasks',
				figure: 'whole mean',
				prometheus: 'procs_blocked',
				inHistory: true,
			}),
		),
		contextSwitchesPerSecond: optional(
			rate('context_switches_rate', 'context switches', {title: 'context switch rate'}),
		),
		interruptsPerSecond: optional(rate('interrupts_rate', 'interrupts served', {title: 'interrupt rate'})),
		forksPerSecond: optional(rate('forks_rate', 'processes and threads started', {title: 'process creation rate'})),
		cpuCelsius: optional(
			celsius('temperature', 'temperature of the processor package', {
				title: 'processor temperature',
				decimals: 2,
				figure: 'mean',
				inHistory: true,
			}),
		),
		cpuModel: optional(text('model', 'model name of the processor')),
	}),
	({readings}) => viewOf(readings),
	counters,
);

function viewOf(readings: Readings): Processor | undefined {
	const cpu = known(readings.processor);
	const frequency = known(readings.frequency);
	const system = known(readings.system);
	if (!cpu && !frequency && !system) {
		return undefined;
	}

	return {
		usedPercent: cpu?.total.usedPercent,
		userPercent: cpu?.total.userPercent,
		systemPercent: cpu?.total.systemPercent,
		iowaitPercent: cpu?.total.iowaitPercent,
		stealPercent: cpu?.total.stealPercent,
		nicePercent: cpu?.total.nicePercent,
		irqPercent: cpu?.total.irqPercent,
		softirqPercent: cpu?.total.softirqPercent,
		runnableTasks: cpu?.runnableTasks,
		blockedTasks: cpu?.blockedTasks,
		contextSwitchesPerSecond: cpu?.contextSwitchesPerSecond,
		interruptsPerSecond: cpu?.interruptsPerSecond,
		forksPerSecond: cpu?.forksPerSecond,
		currentMhz: frequency?.currentMhz,
		maxMhz: frequency?.maxMhz,
		physicalCores: system?.physicalCores,
		logicalCores: system?.logicalCores ?? cpu?.cores.filter(isKnown).length,
		cpuModel: system?.cpuModel,
		cpuCelsius: known(readings.temperatures)?.cpuCelsius,
		// Computed on access: many readers use only the totals.
		get cores() {
			return cpu && usageByNumber(cpu.cores);
		},
	};
}

/** Returns the usage by core number. A core that is offline leaves a gap. */
function usageByNumber(cores: readonly Core[]): readonly (number | undefined)[] {
	const online = cores.filter(isKnown);
	const usage: (number | undefined)[] = new Array(Math.max(0, ...online.map(({id}) => id + 1))).fill(undefined);
	for (const {id, shares} of online) {
		usage[id] = shares?.usedPercent;
	}

	return usage;
}

function isKnown({shares}: Core): boolean {
	return shares !== undefined;
}

/** Returns the CPU usage; `undefined` if the message contains none. */
export function cpuOf(view: Processor | undefined): Cpu | undefined {
	const {usedPercent, cores = []} = view ?? {};
	if (view === undefined || usedPercent === undefined) {
		return undefined;
	}

	const {userPercent, systemPercent, iowaitPercent, stealPercent, nicePercent, irqPercent, softirqPercent} = view;
	const {runnableTasks, blockedTasks, contextSwitchesPerSecond, interruptsPerSecond, forksPerSecond} = view;
	return {
		total: {
			usedPercent,
			userPercent,
			systemPercent,
			iowaitPercent,
			stealPercent,
			nicePercent,
			irqPercent,
			softirqPercent,
		},
		// A message contains no modes by core.
		cores: cores.flatMap((used, id) => (used === undefined ? [] : [{id, shares: usageOnly(used)}])),
		runnableTasks,
		blockedTasks,
		contextSwitchesPerSecond,
		interruptsPerSecond,
		forksPerSecond,
	};
}

/** Returns the clock frequency; `undefined` if the message contains none. */
export function frequencyOf(view: Processor | undefined): Frequency | undefined {
	const {currentMhz, maxMhz} = view ?? {};
	return currentMhz === undefined && maxMhz === undefined ? undefined : {currentMhz, maxMhz, coreMhz: new Map()};
}

function counters(readings: Readings): readonly Family[] {
	const {cores = [], contextSwitches, forks, interrupts} = known(readings.processor)?.counters ?? {};
	return [
		counter(
			'cpu_seconds',
			'Total CPU time by core and mode.',
			[...cores].flatMap(([id, modes]) =>
				Object.entries(modes).map(([mode, value]) => ({labels: {cpu: String(id), mode}, value})),
			),
		),
		counter('context_switches', 'Total number of context switches.', contextSwitches),
		counter('forks', 'Total number of processes and threads started.', forks),
		counter('intr', 'Total number of interrupts served.', interrupts),
	];
}
