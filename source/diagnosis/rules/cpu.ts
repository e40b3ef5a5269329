import type {Cpu} from '../../metrics/snapshot.js';
import {countOf, formatPercent} from '../../support/format.js';
import {causeOf, coresText, named, top, topByCpu, totalCpuPercent} from '../culprits.js';
import type {Draft} from '../draft.js';
import {type Facts, type Level, severityOf} from '../facts.js';
import {seconds} from '../text.js';

/** Returns the findings about the processors. */
export function cpuFindings(facts: Facts): readonly Draft[] {
	return [saturated(facts), forkStorm(facts), steal(facts), interrupts(facts), thermal(facts)].filter(
		draft => draft !== undefined,
	);
}

/** Runnable tasks for each core from which on the processors count as saturated, where there is no pressure file. */
const runnablePerCore = 2;
const busyPercent = 90;

function saturated(facts: Facts): Draft | undefined {
	const usage = facts.level('processor', ({total}) => total.usedPercent);
	const runnable = facts.level('processor', cpu => cpu.runnableTasks);
	const pressure = facts.level('pressure', ({cpu}) => cpu?.some.avg10);
	const {cores} = facts;
	if (!usage || cores === undefined) {
		return undefined;
	}

	if (usage.short.mean < busyPercent) {
		return singleCore(facts);
	}

	// Tasks with a low priority may wait for each other as long as nothing else does.
	const niced = facts.level('processor', ({total}) => total.nicePercent)?.short.mean ?? 0;
	const isUrgent = niced < usage.short.mean / 2;
	const severity = pressure
		? isUrgent
			? severityOf(pressure, 25, 50)
			: undefined
		: isUrgent && runnable && runnable.short.mean > cores * runnablePerCore
			? isLong(usage, busyPercent) && isLong(runnable, cores * runnablePerCore)
				? 'critical'
				: 'warning'
			: undefined;
	const culprits = topByCpu(facts.processes);
	const evidence = [
		{
			name: 'CPU usage',
			value: `${formatPercent(usage.short.mean)} of ${countOf(cores, 'core')} over the last ${seconds(usage.short)}`,
		},
		...(pressure
			? [{name: 'tasks that waited for a CPU', value: `${formatPercent(pressure.short.mean)} of the last 10s`}]
			: []),
		...(runnable
			? [{name: 'runnable tasks', value: `${runnable.short.mean.toFixed(1)} on ${countOf(cores, 'core')}`}]
			: []),
	];
	if (severity) {
		return {
			id: 'cpu.saturated',
			resource: 'cpu',
			kind: 'saturation',
			severity,
			where: undefined,
			problem: `${countOf(cores, 'CPU')} ${cores === 1 ? 'is' : 'are'} saturated`,
			cause: causeOf(culprits, 'uses'),
			evidence,
			culprits,
			next: ['P: sort processes by CPU', 'pidstat -u 1'],
		};
	}

	return busy(usage, culprits, evidence);
}

function busy(usage: Level, culprits: Draft['culprits'], evidence: Draft['evidence']): Draft | undefined {
	return {
		id: 'cpu.busy',
		resource: 'cpu',
		kind: 'utilisation',
		severity: 'note',
		where: undefined,
		problem: `The CPU is ${formatPercent(usage.short.mean)} busy, but nothing urgent waits for it`,
		cause: causeOf(culprits, 'uses'),
		evidence,
		culprits,
		next: ['P: sort processes by CPU'],
	};
}

/** Seconds for which one thread must use a core. */
const singleCoreSeconds = 5;

function singleCore({processes, memory, snapshot, get, cores}: Facts): Draft | undefined {
	const isOne = cores === 1;
	const candidates = (processes ?? []).filter(({pid}) => {
		const since = memory.processes.get(pid)?.busySinceMs;
		return since !== undefined && snapshot.monotonicMs - since >= singleCoreSeconds * 1000;
	});
	const culprits = top(candidates, totalCpuPercent, coresText);
	const first = candidates.find(({pid}) => pid === culprits[0]?.pid);
	const [culprit] = culprits;
	if (isOne || !first || !culprit) {
		return undefined;
	}

	const core = busiestCore(get('processor'));
	return {
		id: 'cpu.single_core',
		resource: 'cpu',
		kind: 'utilisation',
		severity: 'note',
		where: core,
		problem: `${named(culprit)} keeps ${culprit.share} busy while other cores have spare capacity`,
		cause: undefined,
		evidence: [{name: 'CPU usage of the process', value: `${formatPercent(totalCpuPercent(first))} of a core`}],
		culprits,
		next: ['Enter: go to the process', `pidstat -t -p ${first.pid} 1`],
	};
}

function busiestCore(cpu: Cpu | undefined): string | undefined {
	const sorted = [...(cpu?.cores ?? [])].sort(
		(left, right) => (right.shares?.usedPercent ?? 0) - (left.shares?.usedPercent ?? 0),
	);
	return sorted[0] && `cpu${sorted[0].id}`;
}

function forkStorm(facts: Facts): Draft | undefined {
	const forks = facts.level('processor', cpu => cpu.forksPerSecond);
	const {cores = 1} = facts;
	if (!forks || forks.short.mean < 50 * cores) {
		return undefined;
	}

	const culprits = top(facts.processes, ({childrenCpuPercent}) => childrenCpuPercent, coresText);
	const spent = (facts.processes ?? []).reduce((sum, {childrenCpuPercent}) => sum + (childrenCpuPercent ?? 0), 0);
	const isCostly = facts.processes === undefined || spent >= 20;
	if (!isCostly) {
		return undefined;
	}

	return {
		id: 'cpu.fork_storm',
		resource: 'cpu',
		kind: 'utilisation',
		severity: 'warning',
		where: undefined,
		problem: `${Math.round(forks.short.mean)} processes start per second`,
		cause: causeOf(culprits, 'and its short-lived children use'),
		evidence: [
			{
				name: 'processes started',
				value: `${Math.round(forks.short.mean)} per second over the last ${seconds(forks.short)}`,
			},
			...(facts.processes ? [{name: 'CPU of ended children', value: coresText(spent)}] : []),
		],
		culprits,
		next: ['Enter: go to the parent', 'execsnoop-bpfcc'],
	};
}

function steal(facts: Facts): Draft | undefined {
	const level = facts.level('processor', ({total}) => total.stealPercent);
	const severity = level && severityOf(level, 10, 25);
	return (
		severity && {
			id: 'cpu.steal',
			resource: 'cpu',
			kind: 'saturation',
			severity,
			where: undefined,
			problem: `The hypervisor takes ${formatPercent(level.short.mean)} of the CPU time for other guests`,
			cause: undefined,
			evidence: [{name: 'steal', value: `${formatPercent(level.short.mean)} over the last ${seconds(level.short)}`}],
			culprits: [],
			next: ['mpstat -P ALL 1', 'ask the operator of the host'],
		}
	);
}

function interrupts(facts: Facts): Draft | undefined {
	const level = facts.level('processor', ({total: {irqPercent, softirqPercent}}) =>
		irqPercent === undefined && softirqPercent === undefined ? undefined : (irqPercent ?? 0) + (softirqPercent ?? 0),
	);
	return level && level.short.mean >= 20
		? {
				id: 'cpu.interrupts',
				resource: 'cpu',
				kind: 'utilisation',
				severity: 'warning',
				where: undefined,
				problem: `Interrupts use ${formatPercent(level.short.mean)} of the CPU time`,
				cause: undefined,
				evidence: [
					{name: 'irq and softirq', value: `${formatPercent(level.short.mean)} over the last ${seconds(level.short)}`},
				],
				culprits: [],
				next: ['cat /proc/interrupts', 'cat /proc/softirqs'],
			}
		: undefined;
}

function thermal(facts: Facts): Draft | undefined {
	const level = facts.level('hardware', ({thermalThrottles}) => thermalThrottles);
	const grown = level?.short.increase ?? 0;
	return grown > 0
		? {
				id: 'cpu.thermal',
				resource: 'cpu',
				kind: 'error',
				severity: 'warning',
				where: undefined,
				problem: 'The CPU runs slower because it is too hot',
				cause: undefined,
				evidence: [
					{name: 'thermal throttling', value: `${countOf(grown, 'time')} in the last ${seconds(level?.short)}`},
				],
				culprits: [],
				next: ['check fans and cooling'],
			}
		: undefined;
}

function isLong({long}: Level, threshold: number): boolean {
	return long !== undefined && long.mean >= threshold;
}
