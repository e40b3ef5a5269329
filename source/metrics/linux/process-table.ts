import type {Machine} from '../collector.js';
import {elapsedSeconds} from '../elapsed.js';
import type {Process, Processes} from '../snapshot.js';
import {tallyStates} from '../state-tally.js';
import type {KernelFacts} from './kernel-facts.js';
import {pidStatReader} from './pid-stat-reader.js';
import {type Owner, processOwners} from './process-owner.js';
import type {PidStat} from './procfs/pid-stat.js';

/** What is remembered of a process until the next pass. */
type Tracked = {
	readonly startTicks: number;
	readonly cpuTicks: number;
	readonly readMs: number;
	readonly owner: Owner;
	readonly process: Process;
};

/** One look at all processes. May be taken in slices; nothing is remembered of it unless it is finished. */
export type Pass = {
	read(pids: readonly number[]): void;
	finish(): Processes;
};

/** Remembers the processes from one pass to the next. */
export type ProcessTable = {
	startPass(kernel: KernelFacts): Pass;
};

/** USER_HZ, 100 wherever Node runs. */
const ticksPerSecond = 100;

/** Processes are known by pid and start: a pid that comes back with another start is another process. */
export function processTable(machine: Machine, cadenceMs: number): ProcessTable {
	const readStat = pidStatReader(machine);
	const owners = processOwners(machine);
	let tracked: ReadonlyMap<number, Tracked> = new Map();
	let lastPassMs: number | undefined;
	let newestStartTicks = 0;

	const usedPercent = (stat: PidStat, before: Tracked | undefined, nowMs: number): number | undefined => {
		// What was not there at the last pass, and started after all that was, has spent all its time since.
		const isNew = before === undefined && stat.startTicks >= newestStartTicks;
		const seconds = elapsedSeconds(isNew ? lastPassMs : before?.readMs, nowMs, cadenceMs);
		if (seconds === undefined) {
			return undefined;
		}

		const ticks = Math.max(0, stat.cpuTicks - (before?.cpuTicks ?? 0));
		return (100 * ticks) / ticksPerSecond / seconds;
	};

	const track = (stat: PidStat, kernel: KernelFacts, nowMs: number): Tracked => {
		const known = tracked.get(stat.pid);
		const before = known?.startTicks === stat.startTicks ? known : undefined;
		const owner = owners.ownerOf(stat.pid, before?.owner, nowMs);
		const percent = usedPercent(stat, before, nowMs);
		const process: Process = {
			pid: stat.pid,
			parentPid: stat.parentPid,
			startedAtMs: kernel.bootTimeMs + (stat.startTicks * 1000) / ticksPerSecond,
			name: stat.name,
			user: owners.userOf(owner),
			state: stat.state,
			threads: stat.threads,
			nice: stat.nice,
			residentSetBytes: stat.residentPages * kernel.pageSizeBytes,
			cpuPercent: percent === undefined ? undefined : Math.min(percent, 100 * kernel.onlineCores),
			cpuTimeSeconds: stat.cpuTicks / ticksPerSecond,
		};
		return {
			startTicks: stat.startTicks,
			cpuTicks: stat.cpuTicks,
			readMs: nowMs,
			owner,
			process: before && looksTheSame(before.process, process) ? before.process : process,
		};
	};

	return {
		startPass(kernel) {
			const startedMs = machine.monotonicMs();
			const next = new Map<number, Tracked>();
			let unreadable = 0;

			return {
				read(pids) {
					const nowMs = machine.monotonicMs();
					for (const pid of pids) {
						const stat = readStat(pid);
						if (stat === 'denied') {
							unreadable += 1;
						} else if (stat !== 'gone') {
							next.set(pid, track(stat, kernel, nowMs));
						}
					}
				},
				finish() {
					tracked = next;
					lastPassMs = startedMs;
					newestStartTicks = 0;
					const list: Process[] = [];
					for (const {process, startTicks} of next.values()) {
						list.push(process);
						newestStartTicks = Math.max(newestStartTicks, startTicks);
					}

					return {total: list.length + unreadable, ...tallyStates(list), unreadable, list};
				},
			};
		},
	};
}

/** Of the same process, so its pid and start are not compared. By hand, for this runs once per process and pass. */
function looksTheSame(a: Process, b: Process): boolean {
	return (
		a.cpuTimeSeconds === b.cpuTimeSeconds &&
		a.cpuPercent === b.cpuPercent &&
		a.residentSetBytes === b.residentSetBytes &&
		a.state === b.state &&
		a.name === b.name &&
		a.threads === b.threads &&
		a.parentPid === b.parentPid &&
		a.nice === b.nice &&
		a.user === b.user
	);
}
