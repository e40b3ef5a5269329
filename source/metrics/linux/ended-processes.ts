import type {EndedProcess} from '../snapshot.js';
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

/**
Returns the processor time of ended processes that was known in the previous pass, by the living process that inherited it:
the parent, or the nearest living ancestor. When it reaps a child, the kernel adds the whole time of the child to its
children's time, of which only the rest was used since then.
*/
export function knownChildTicks(
	ended: readonly Tracked[],
	previous: TrackedProcesses,
	next: TrackedProcesses,
): ReadonlyMap<number, number> {
	const known = new Map<number, number>();
	for (const {stat} of ended) {
		const ticks = stat.cpuTicks + stat.childrenTicks;
		const heir = ticks > 0 ? livingAncestor(stat.parentPid, previous, next) : undefined;
		if (heir !== undefined) {
			known.set(heir, (known.get(heir) ?? 0) + ticks);
		}
	}

	return known;
}

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
