import type {Buffer} from 'node:buffer';
import type {Collector, Machine} from '../collector.js';
import {UnavailableError} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Core, Cpu, CpuCounters, CpuSeconds, CpuShares, SchedulerLoad} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {ratePerSecond} from '../values/rate.js';
import {kernelFile} from './kernel-file.js';
import {type CpuTimes, type CpuTimesTable, parseCpuTimes, parseInterrupts, parseStatCounters} from './procfs/stat.js';

/**
Returns a collector of the processor usage since the previous call. Source: `/proc/stat`.

Cores are matched by number, not by position, because offline cores are missing in the file.
*/
export function cpuCollector(machine: Machine, cadenceMs: number): Collector<'processor'> & Disposable {
	const file = kernelFile(`${machine.root}/proc/stat`);
	let previous: Previous | undefined;
	let cpu: Cpu | undefined;
	const log = createGapLog();

	return {
		name: 'processor',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const atMs = machine.monotonicMs();
			const stat = file.readBytes();
			const {total, cores} = parseCpuTimes(stat);
			if (total === undefined) {
				throw new Error('/proc/stat: the "cpu" line has fewer than 4 counters');
			}

			log.clear();
			for (const [id] of [...cores].filter(([, times]) => times === undefined)) {
				log.note(`cores[${id}]`, `/proc/stat: the "cpu${id}" line has fewer than 4 counters`);
			}

			const times = {total, cores};
			if (ticks(total) === 0) {
				throw new UnavailableError('unsupported', 'this kernel does not account processor time in /proc/stat');
			}

			const counterOf = parseStatCounters(stat);
			const counters = countersOf(cores, stat, counterOf);
			const before = previous;
			previous = {atMs, times, counters};
			const seconds = elapsedSeconds(before?.atMs, atMs, cadenceMs);
			if (before === undefined || seconds === undefined) {
				cpu = undefined;
				return undefined;
			}

			const shares = cpuBetween(before.times, times, cpu);
			cpu = shares && {...shares, ...schedulerLoad(counterOf, before.counters, counters, seconds), counters};
			return cpu;
		},
		gaps: log.gaps,
		[Symbol.dispose]: () => file[Symbol.dispose](),
	};
}

type Previous = {readonly atMs: number; readonly times: WholeTimes; readonly counters: CpuCounters};

type WholeTimes = CpuTimesTable & {readonly total: CpuTimes};

function cpuBetween(
	before: WholeTimes,
	now: WholeTimes,
	last: Cpu | undefined,
): Pick<Cpu, 'total' | 'cores'> | undefined {
	const total = sharesBetween(before.total, now.total, last?.total);
	if (total === undefined) {
		return undefined;
	}

	const lastCores = new Map(last?.cores.map(core => [core.id, core]));
	const cores = [...now.cores].map(([id, times]): Core => {
		const timesBefore = before.cores.get(id);
		const lastCore = lastCores.get(id);
		const shares = timesBefore && times && sharesBetween(timesBefore, times, lastCore?.shares);
		return reuseUnchanged(lastCore, {id, shares});
	});
	return {total, cores: reuseUnchanged(last?.cores, cores)};
}

type CounterOf = ReturnType<typeof parseStatCounters>;

function countersOf(cores: CpuTimesTable['cores'], stat: Buffer, counterOf: CounterOf): CpuCounters {
	const counted = [...cores].flatMap(([id, times]) => (times ? [[id, secondsOf(times)] as const] : []));
	return {
		cores: new Map(counted),
		contextSwitches: counterOf('ctxt'),
		forks: counterOf('processes'),
		interrupts: parseInterrupts(stat),
	};
}

function schedulerLoad(counterOf: CounterOf, before: CpuCounters, now: CpuCounters, seconds: number): SchedulerLoad {
	const running = counterOf('procs_running');
	return {
		// The reader of the file runs.
		runnableTasks: running === undefined ? undefined : Math.max(0, running - 1),
		blockedTasks: counterOf('procs_blocked'),
		contextSwitchesPerSecond: ratePerSecond(before.contextSwitches, now.contextSwitches, seconds),
		interruptsPerSecond: ratePerSecond(before.interrupts, now.interrupts, seconds),
		forksPerSecond: ratePerSecond(before.forks, now.forks, seconds),
	};
}

/** USER_HZ, which is 100 on all platforms that Node.js supports. */
const ticksPerSecond = 100;

function secondsOf({user, nice, system, idle, iowait, irq, softirq, steal}: CpuTimes): CpuSeconds {
	return {
		user: user / ticksPerSecond,
		nice: nice / ticksPerSecond,
		system: system / ticksPerSecond,
		idle: idle / ticksPerSecond,
		iowait: iowait / ticksPerSecond,
		irq: irq / ticksPerSecond,
		softirq: softirq / ticksPerSecond,
		steal: steal / ticksPerSecond,
	};
}

/**
Returns the usage between two readings. Decreases of a single counter are ignored, because idle and iowait may decrease
slightly (proc_stat(5)). Returns `undefined` when the sum decreased, because a core was offline, and `last` when no tick
passed.
*/
function sharesBetween(before: CpuTimes, now: CpuTimes, last: CpuShares | undefined): CpuShares | undefined {
	if (ticks(now) < ticks(before)) {
		return undefined;
	}

	const grown = (...fields: ReadonlyArray<keyof CpuTimes>): number =>
		fields.reduce((sum, field) => sum + Math.max(0, now[field] - before[field]), 0);
	const user = grown('user', 'nice');
	const system = grown('system', 'irq', 'softirq');
	const steal = grown('steal');
	const iowait = grown('iowait');
	const used = user + system + steal;
	const passed = used + iowait + grown('idle');
	if (passed === 0) {
		return last;
	}

	const percent = (part: number): number => Math.min(100, (100 * part) / passed);
	return reuseUnchanged(last, {
		usedPercent: percent(used),
		userPercent: percent(user),
		systemPercent: percent(system),
		iowaitPercent: percent(iowait),
		stealPercent: percent(steal),
		nicePercent: percent(grown('nice')),
		irqPercent: percent(grown('irq')),
		softirqPercent: percent(grown('softirq')),
	});
}

function ticks(times: CpuTimes): number {
	return times.user + times.nice + times.system + times.idle + times.iowait + times.irq + times.softirq + times.steal;
}
