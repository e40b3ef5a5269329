import type {Machine} from '../collector.js';
import type {Process, Processes} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {tallyStates} from '../values/state-tally.js';
import {unmeasuredProcess} from '../values/unmeasured-process.js';
import type {KernelFacts} from './kernel-facts.js';
import {pidStatReader} from './pid-stat-reader.js';
import {type Owner, processOwners} from './process-owner.js';
import type {PidStat} from './procfs/pid-stat.js';
import {type Correction, residentSets} from './resident-set.js';
import {ticksPerSecond} from './ticks.js';

/** The state of a process that is kept until the next pass. */
type Tracked = {
	readonly stat: PidStat;
	readonly readMs: number;
	readonly owner: Owner;
	readonly correction: Correction;
	readonly process: Process;
};

/** The counters in `stat`. */
type Counter = 'cpuTicks' | 'childrenTicks' | 'minorFaults' | 'majorFaults';

/** A pass over all processes. It can be done in slices, and its results are kept only when it is finished. */
export type Pass = {
	read(pids: readonly number[]): void;
	/** Returns the processes. Throws when there are processes but none is readable. */
	finish(): Processes;
};

/** A table of processes that is kept from one pass to the next. */
export type ProcessTable = {
	startPass(kernel: KernelFacts): Pass;
};

/** Number of processes with the most memory, and of running ones, whose memory is read exactly in each pass. */
const exactRows = 50;

/** Tolerance for changes of the wall clock between two readings. */
const clockToleranceMs = 2000;

/** Returns an empty table. Processes are identified by pid and start time, because pids are reused. */
export function processTable(machine: Machine, cadenceMs: number): ProcessTable {
	const readStat = pidStatReader(machine);
	const owners = processOwners(machine);
	const memory = residentSets(machine);
	let tracked: ReadonlyMap<number, Tracked> = new Map();
	let lastPassMs: number | undefined;
	let newestStartTicks = 0;

	/** Returns a function that computes the rate of a counter in `stat` since the previous pass. */
	const rateSince = (before: Tracked | undefined, stat: PidStat, nowMs: number) => {
		// A process that started after all processes of the last pass has counted everything since then.
		const isNew = before === undefined && stat.startTicks >= newestStartTicks;
		const seconds = elapsedSeconds(isNew ? lastPassMs : before?.readMs, nowMs, cadenceMs);
		return (counter: Counter): number | undefined =>
			seconds === undefined ? undefined : Math.max(0, stat[counter] - (before?.stat[counter] ?? 0)) / seconds;
	};

	const track = (stat: PidStat, kernel: KernelFacts, nowMs: number, epochMs: number): Tracked => {
		const known = tracked.get(stat.pid);
		const before = known?.stat.startTicks === stat.startTicks ? known : undefined;
		const owner = owners.ownerOf(stat.pid, before?.owner, nowMs);
		const correction = memory.correctionOf(stat, before?.correction, nowMs);
		const rate = rateSince(before, stat, nowMs);
		const percent = percentOf(rate('cpuTicks'));
		const process: Process = {
			...unmeasuredProcess,
			pid: stat.pid,
			parentPid: stat.parentPid,
			startedAtMs: startOf(stat, kernel, epochMs),
			name: stat.name,
			user: owners.userOf(owner),
			state: stat.state,
			threads: stat.threads,
			nice: stat.nice,
			priority: stat.priority,
			isKernelThread: stat.isKernelThread,
			virtualBytes: stat.virtualBytes,
			residentSetBytes: Math.max(0, stat.residentPages + correction.pages) * kernel.pageSizeBytes,
			cpuPercent:
				percent === undefined ? undefined : Math.min(percent, 100 * (kernel.onlineCores ?? Number.POSITIVE_INFINITY)),
			cpuTimeSeconds: stat.cpuTicks / ticksPerSecond,
			childrenCpuPercent: percentOf(rate('childrenTicks')),
			minorFaultsPerSecond: rate('minorFaults'),
			majorFaultsPerSecond: rate('majorFaults'),
		};
		return {
			stat,
			readMs: nowMs,
			owner,
			correction,
			process: before && isEqual(before.process, process) ? before.process : process,
		};
	};

	/** Reads the exact memory of the top rows from `statm`. */
	const correctTopRows = (next: Map<number, Tracked>, list: readonly Process[], pageBytes: number): void => {
		for (const {pid} of topRows(list)) {
			const one = next.get(pid);
			const pages = one && memory.pagesOf(pid);
			if (one && pages !== undefined && pages * pageBytes !== one.process.residentSetBytes) {
				next.set(pid, {
					...one,
					correction: {...one.correction, pages: pages - one.stat.residentPages},
					process: {...one.process, residentSetBytes: pages * pageBytes},
				});
			}
		}
	};

	return {
		startPass(kernel) {
			const startedMs = machine.monotonicMs();
			const epochMs = machine.nowMs();
			const next = new Map<number, Tracked>();
			let unreadable = 0;
			let failure: Error | undefined;

			return {
				read(pids) {
					const nowMs = machine.monotonicMs();
					for (const pid of pids) {
						const stat = readStat(pid);
						if (stat instanceof Error) {
							unreadable += 1;
							failure = stat;
						} else if (stat !== 'gone') {
							next.set(pid, track(stat, kernel, nowMs, epochMs));
						}
					}
				},
				finish() {
					if (failure && next.size === 0) {
						throw failure;
					}

					correctTopRows(next, listOf(next), kernel.pageSizeBytes);
					tracked = next;
					lastPassMs = startedMs;
					newestStartTicks = 0;
					for (const {process, stat} of next.values()) {
						// An impossible start time is not compared with others.
						newestStartTicks = Math.max(newestStartTicks, process.startedAtMs === undefined ? 0 : stat.startTicks);
					}

					const list = listOf(next);
					return {total: list.length + unreadable, ...tallyStates(list), unreadable, ended: undefined, list};
				},
			};
		},
	};
}

function percentOf(ticks: number | undefined): number | undefined {
	return ticks === undefined ? undefined : (100 * ticks) / ticksPerSecond;
}

function listOf(tracked: ReadonlyMap<number, Tracked>): readonly Process[] {
	return Array.from(tracked.values(), ({process}) => process);
}

/** Returns the start time. `undefined` without a boot time, and for a start in the future. */
function startOf(stat: PidStat, {bootTimeMs}: KernelFacts, epochMs: number): number | undefined {
	const startedAtMs = bootTimeMs === undefined ? undefined : bootTimeMs + (stat.startTicks * 1000) / ticksPerSecond;
	return startedAtMs !== undefined && startedAtMs <= epochMs + clockToleranceMs ? startedAtMs : undefined;
}

/** Returns the processes with the most memory and those with processor usage, at most twice `exactRows`. */
function topRows(list: readonly Process[]): ReadonlySet<Process> {
	const sizes = Float64Array.from(list, ({residentSetBytes}) => residentSetBytes).sort();
	const minBytes = Math.max(1, sizes.at(-exactRows) ?? 0);
	return new Set([
		...list.filter(({residentSetBytes}) => residentSetBytes >= minBytes).slice(0, exactRows),
		...list
			.filter(({cpuPercent, residentSetBytes}) => (cpuPercent ?? 0) > 0 && residentSetBytes > 0)
			.slice(0, exactRows),
	]);
}

/** Returns whether two states of the same process are equal. Written out, because it runs once per process and pass. */
function isEqual(a: Process, b: Process): boolean {
	return (
		a.cpuTimeSeconds === b.cpuTimeSeconds &&
		a.cpuPercent === b.cpuPercent &&
		a.residentSetBytes === b.residentSetBytes &&
		a.state === b.state &&
		a.name === b.name &&
		a.threads === b.threads &&
		a.childrenCpuPercent === b.childrenCpuPercent &&
		a.minorFaultsPerSecond === b.minorFaultsPerSecond &&
		a.majorFaultsPerSecond === b.majorFaultsPerSecond &&
		a.virtualBytes === b.virtualBytes &&
		a.priority === b.priority &&
		a.parentPid === b.parentPid &&
		a.startedAtMs === b.startedAtMs &&
		a.nice === b.nice &&
		a.user === b.user
	);
}
