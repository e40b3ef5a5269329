import type {Machine} from '../collector.js';
import type {Process, Processes} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {tallyStates} from '../values/state-tally.js';
import {describeEnded, findEnded, findInheritances} from './ended-processes.js';
import {extrasTurns} from './extras-turns.js';
import type {KernelFacts} from './kernel-facts.js';
import {pidStatReader, type StatFile} from './pid-stat-reader.js';
import {extrasUntilRead, withIo} from './process-extras.js';
import {processOwners} from './process-owner.js';
import {processOf} from './process-values.js';
import type {PidStat} from './procfs/pid-stat.js';
import {residentSets} from './resident-set.js';
import {statRates, withoutChildren} from './stat-rates.js';
import {sameIn, type Tracked, type TrackedProcesses} from './tracked-process.js';

/** A pass over all processes. It can be done in slices, and its results are kept only when it is finished. */
export type Pass = {
	/** Reads `stat` of processes. */
	read(pids: readonly number[]): void;
	/**
	Reads the other files of some processes, at first of those with a request, after `stat` of all. `undefined`: reads none.
	*/
	readMore(shownPids: Iterable<number> | undefined): void;
	/** Returns the processes. Throws when there are processes but none is readable. */
	finish(): Processes;
};

/** A table of processes that is kept from one pass to the next. */
export type ProcessTable = {
	startPass(kernel: KernelFacts): Pass;
	[Symbol.dispose](): void;
};

/** Number of processes with the most memory, and of running ones, whose memory is read exactly in each pass. */
const exactRows = 50;

/** Returns an empty table. Processes are identified by pid and start time, because pids are reused. */
export function processTable(machine: Machine, cadenceMs: number): ProcessTable {
	const stats = pidStatReader(machine);
	const owners = processOwners(machine);
	const memory = residentSets(machine);
	const readExtras = extrasTurns(machine);
	let previous: TrackedProcesses = new Map();
	let lastPassMs: number | undefined;
	let newestStartTicks = 0;
	let lastBootTimeMs: number | undefined;

	/** Returns whether a process started after all processes of the previous pass: it has counted everything since then. */
	const isNew = (stat: PidStat): boolean => !sameIn(previous, stat) && stat.startTicks >= newestStartTicks;

	/** Returns the time over which the rates of a process are computed; `undefined` when there is none. */
	const secondsOf = (stat: PidStat, before: Tracked | undefined, nowMs: number): number | undefined =>
		elapsedSeconds(isNew(stat) ? lastPassMs : before?.readMs, nowMs, cadenceMs);

	return {
		[Symbol.dispose]: () => stats[Symbol.dispose](),
		startPass(kernel) {
			const startedMs = machine.monotonicMs();
			const epochMs = machine.nowMs();
			const next = new Map<number, Tracked>();
			const unreadable = new Set<number>();
			let ended: readonly Tracked[] = [];
			let failure: Error | undefined;

			const keep = (one: Omit<Tracked, 'process'>): void => {
				const user = owners.userOf(one.owner);
				const before = sameIn(previous, one.stat);
				const isSame =
					before?.stat === one.stat &&
					before.rates === one.rates &&
					before.extras === one.extras &&
					before.correction === one.correction &&
					before.process.user === user &&
					kernel.bootTimeMs === lastBootTimeMs;
				// Written out: objects of one shape are fast.
				next.set(one.stat.pid, {
					text: one.text,
					stat: one.stat,
					readMs: one.readMs,
					owner: one.owner,
					correction: one.correction,
					extras: one.extras,
					rates: one.rates,
					isActive: one.isActive,
					process: isSame ? before.process : processOf(one, user, kernel, epochMs, before?.process),
				});
			};

			const track = ({text, stat}: StatFile, nowMs: number): void => {
				const before = sameIn(previous, stat);
				keep({
					text,
					stat,
					readMs: nowMs,
					owner: owners.ownerOf(stat.pid, before?.owner, nowMs),
					correction: memory.correctionOf(stat, before?.correction, nowMs),
					extras: extrasUntilRead(stat, before),
					rates: statRates(stat, before?.stat, secondsOf(stat, before, nowMs), kernel.onlineCores),
					isActive: stat !== before?.stat,
				});
			};

			/** Reads the exact memory of the top rows from `statm`. */
			const correctTopRows = (): void => {
				const nowMs = machine.monotonicMs();
				for (const {pid} of topRows(listOf(next))) {
					const one = next.get(pid);
					// The memory of a process that did nothing is as before.
					const correction = one?.isActive ? memory.correctionNow(one.stat, nowMs) : undefined;
					if (
						one &&
						correction &&
						(correction.pages !== one.correction.pages || correction.sharedPages !== one.correction.sharedPages)
					) {
						keep({...one, correction: {...correction, readMs: one.correction.readMs}});
					}
				}
			};

			/** Leaves out what ended children had used before the previous pass. */
			const correctParents = (): void => {
				for (const [pid, {ticks, io}] of findInheritances(ended, previous, next)) {
					const one = next.get(pid);
					if (one) {
						const seconds = secondsOf(one.stat, sameIn(previous, one.stat), one.readMs);
						keep({...one, rates: withoutChildren(one.rates, ticks, seconds), extras: withIo(one.extras, io)});
					}
				}
			};

			return {
				read(pids) {
					const nowMs = machine.monotonicMs();
					for (const pid of pids) {
						const file = stats.read(pid, previous.get(pid));
						if (file instanceof Error) {
							unreadable.add(pid);
							failure = file;
						} else if (file !== 'gone') {
							track(file, nowMs);
						}
					}
				},
				readMore(shownPids) {
					correctTopRows();
					ended = findEnded(previous, next, unreadable);
					correctParents();
					if (shownPids) {
						readExtras({
							shownPids,
							tracked: next,
							isSwapUsed: kernel.isSwapUsed,
							newSinceMs: ({stat}) => (isNew(stat) ? lastPassMs : undefined),
							update: (one, extras) => keep({...one, extras}),
						});
					}
				},
				finish() {
					if (failure && next.size === 0) {
						throw failure;
					}

					const isFirst = lastPassMs === undefined;
					previous = next;
					stats.retain(pid => next.has(pid));
					lastPassMs = startedMs;
					lastBootTimeMs = kernel.bootTimeMs;
					newestStartTicks = 0;
					for (const {process, stat} of next.values()) {
						// An impossible start time is not compared with others.
						newestStartTicks = Math.max(newestStartTicks, process.startedAtMs === undefined ? 0 : stat.startTicks);
					}

					const list = listOf(next);
					return {
						total: list.length + unreadable.size,
						...tallyStates(list),
						unreadable: unreadable.size,
						ended: isFirst ? undefined : describeEnded(ended),
						list,
					};
				},
			};
		},
	};
}

function listOf(tracked: TrackedProcesses): readonly Process[] {
	return Array.from(tracked.values(), ({process}) => process);
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
