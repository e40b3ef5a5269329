import type {EndedProcess} from '../snapshot.js';
import {addIo, type PidIo} from './procfs/pid-io.js';
import {ticksPerSecond} from './ticks.js';
import {sameIn, type Tracked, type TrackedProcesses} from './tracked-process.js';

const maxListed = 50;

/** Returns the processes of the previous pass that are neither in the next one nor among those that were unreadable in it. */
export function findEnded(
	previous: TrackedProcesses,
	next: TrackedProcesses,
	unreadable: ReadonlySet<number>,
): readonly Tracked[] {
	const ended: Tracked[] = [];
	for (const one of previous.values()) {
		if (!sameIn(next, one.stat) && !unreadable.has(one.stat.pid)) {
			ended.push(one);
		}
	}

	return ended;
}

/** Describes ended processes, those with the most processor time first, at most 50. */
export function describeEnded(ended: readonly Tracked[]): readonly EndedProcess[] {
	return ended.length === 0
		? none
		: [...ended]
				.sort((left, right) => right.stat.cpuTicks - left.stat.cpuTicks || left.stat.pid - right.stat.pid)
				.slice(0, maxListed)
				.map(({stat, process: {pid, parentPid, name, user, groupPath}}) => ({
					pid,
					parentPid,
					name,
					user,
					groupPath,
					cpuSeconds: stat.cpuTicks / ticksPerSecond,
				}));
}

const none: readonly EndedProcess[] = [];

/** What was known in the previous pass of ended processes. */
export type Inheritance = {readonly ticks: number; readonly io: PidIo};

/**
Returns what was known of ended processes, by the living process that inherited it: the parent, or the nearest living
ancestor. When it reaps a child, the kernel adds the whole processor time of the child to its children's time, and the whole
I/O of the child to its I/O, of which only the rest was used since then.
*/
export function findInheritances(
	ended: readonly Tracked[],
	previous: TrackedProcesses,
	next: TrackedProcesses,
): ReadonlyMap<number, Inheritance> {
	const found = new Map<number, Inheritance>();
	for (const {stat, extras} of ended) {
		const heir = livingAncestor(stat.parentPid, previous, next);
		if (heir !== undefined) {
			const {ticks, io} = found.get(heir) ?? nothing;
			found.set(heir, {
				ticks: ticks + stat.cpuTicks + stat.childrenTicks,
				io: extras.counters?.io ? addIo(io, extras.counters.io) : io,
			});
		}
	}

	return found;
}

const nothing: Inheritance = {ticks: 0, io: {readBytes: 0, writtenBytes: 0}};

function livingAncestor(parentPid: number, previous: TrackedProcesses, next: TrackedProcesses): number | undefined {
	let ancestor = previous.get(parentPid);
	// Pids that are reused during a pass may form a circle.
	for (let generation = 0; ancestor && generation < maxGenerations; generation++) {
		if (sameIn(next, ancestor.stat)) {
			return ancestor.stat.pid;
		}

		ancestor = previous.get(ancestor.stat.parentPid);
	}

	return undefined;
}

const maxGenerations = 100;
