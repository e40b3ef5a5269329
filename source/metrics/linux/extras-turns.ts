import type {Machine} from '../collector.js';
import {selectClosely} from './close-watch.js';
import {type Extras, extrasReader} from './process-extras.js';
import type {Tracked, TrackedProcesses} from './tracked-process.js';

/** The circumstances of a pass. */
export type ExtrasPass = {
	readonly tracked: TrackedProcesses;
	/** Processes with a request. */
	readonly shownPids: Iterable<number>;
	/** Whether only the processes that are read in each pass are read. */
	readonly isLight: boolean;
	readonly isSwapUsed: boolean;
	/** The time of the previous pass, if the process started since then. */
	newSinceMs(one: Tracked): number | undefined;
	update(one: Tracked, extras: Extras): void;
};

/** Limits for the time that a pass takes beside `stat`. The first pass reads as many processes as it can. */
const budgetMs = 2;
const firstBudgetMs = 20;
/** Number of new processes that are read in each pass in any case, because time also passes while other programs run. */
const minNew = 50;

/** Number of passes in which all processes are read, if the time suffices. */
const passesPerRound = 15;

/**
Returns a function that reads the files of processes besides `stat`, because reading them for all processes would triple the
cost of a pass. It reads everything of the processes with a request and of those that use most; then the I/O of the others
that used the processor since the previous pass; then everything of some of the others, in turn, new ones first.
*/
export function extrasTurns(machine: Machine): (pass: ExtrasPass) => void {
	const reader = extrasReader(machine);
	const nextActive = rotation();
	const nextIdle = rotation();
	let isFirst = true;

	return ({tracked, shownPids, isLight, isSwapUsed, newSinceMs, update}) => {
		const done = new Set<number>();
		const readAll = (one: Tracked): void => {
			done.add(one.stat.pid);
			if (hasFiles(one)) {
				update(one, reader.readAll(one.stat, one.extras, newSinceMs(one), isSwapUsed));
			}
		};

		for (const one of selectClosely(tracked, shownPids)) {
			readAll(one);
		}

		if (isLight) {
			return;
		}

		const others = [...tracked.values()].filter(one => !done.has(one.stat.pid) && hasFiles(one));
		const activeUntilMs = machine.monotonicMs() + budgetMs;
		nextActive(others.filter(isBusy), one => {
			update(one, reader.readRates(one.stat, one.extras, newSinceMs(one)));
			return machine.monotonicMs() < activeUntilMs;
		});

		const untilMs = machine.monotonicMs() + (isFirst ? firstBudgetMs : budgetMs);
		const isInTime = (): boolean => machine.monotonicMs() < untilMs;
		let fresh = 0;
		for (const one of others) {
			if (one.extras.readMs === undefined && (fresh < minNew || isInTime())) {
				fresh += 1;
				readAll(one);
			}
		}

		let left = isFirst ? 0 : Math.ceil(others.length / passesPerRound);
		isFirst = false;
		nextIdle(others, one => {
			const current = tracked.get(one.stat.pid);
			if (left > 0 && current && !done.has(one.stat.pid)) {
				left -= 1;
				readAll(current);
			}

			return left > 0 && isInTime();
		});
	};
}

/** Returns whether a process has anything to read: a terminated one has not. */
function hasFiles({stat: {state}}: Tracked): boolean {
	return state !== 'Z' && state !== 'X';
}

/** Returns whether the I/O of a process may have changed. One that was not yet read is read in turn. */
function isBusy({isActive, extras: {counters, values}}: Tracked): boolean {
	return (
		counters !== undefined &&
		(isActive ||
			(values.readBytesPerSecond ?? 0) > 0 ||
			(values.writeBytesPerSecond ?? 0) > 0 ||
			(values.runDelayPercent ?? 0) > 0)
	);
}

/** Returns a function that continues at each call where it stopped at the previous one, until `work` returns `false`. */
function rotation(): (list: readonly Tracked[], work: (one: Tracked) => boolean) => void {
	let lastPid = 0;

	return (list, work) => {
		const start = list.findIndex(({stat}) => stat.pid > lastPid);
		const ordered = start > 0 ? [...list.slice(start), ...list.slice(0, start)] : list;
		for (const one of ordered) {
			lastPid = one.stat.pid;
			if (!work(one)) {
				break;
			}
		}
	};
}
