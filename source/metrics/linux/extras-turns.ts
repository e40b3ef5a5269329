import type {Machine} from '../collector.js';
import {selectClosely} from './close-watch.js';
import {type Extras, extrasReader} from './process-extras.js';
import type {Tracked, TrackedProcesses} from './tracked-process.js';

/** The circumstances of a pass. */
export type ExtrasPass = {
	readonly tracked: TrackedProcesses;
	/** Processes with a request. */
	readonly shownPids: Iterable<number>;
	readonly isSwapUsed: boolean;
	/** The time of the previous pass, if the process started since then. */
	newSinceMs(one: Tracked): number | undefined;
	update(one: Tracked, extras: Extras): void;
};

/** Limit for the time of each part of a pass. The first pass reads as many processes as it can. */
const budgetMs = 2;
const firstBudgetMs = 20;
/** Number of processes that each part reads in any case, because time also passes while other programs run. */
const minReads = 50;

/** Number of passes in which the I/O of all processes is read, if the time suffices, and the interval of the other values. */
const passesPerRound = 5;
const fullAfterMs = 30_000;

/**
Returns a function that reads the files of processes besides `stat`, because reading them for all processes would triple the
cost of a pass. It reads everything of the processes with a request and of those that use most; then the I/O of those that
used the processor since the previous pass; then everything of new ones; then the I/O of some of the others, in turn, and
everything of them less often.
*/
export function extrasTurns(machine: Machine): (pass: ExtrasPass) => void {
	const reader = extrasReader(machine);
	const nextActive = rotation();
	const nextIdle = rotation();
	let isFirst = true;

	return ({tracked, shownPids, isSwapUsed, newSinceMs, update}) => {
		const done = new Set<number>();
		const readAll = (one: Tracked): void => {
			done.add(one.stat.pid);
			update(one, reader.readAll(one.stat, one.extras, newSinceMs(one), hasRun(one), isSwapUsed));
		};
		const readRates = (one: Tracked): void => {
			done.add(one.stat.pid);
			update(one, reader.readRates(one.stat, one.extras, newSinceMs(one), hasRun(one)));
		};

		for (const one of selectClosely(tracked, shownPids)) {
			if (hasFiles(one)) {
				readAll(one);
			}
		}

		const others = [...tracked.values()].filter(one => !done.has(one.stat.pid) && hasFiles(one));
		const mayReadActive = allowance(machine, minReads, budgetMs);
		nextActive(others.filter(isBusy), one => {
			readRates(one);
			return mayReadActive();
		});

		const mayReadNew = allowance(machine, minReads, isFirst ? firstBudgetMs : budgetMs);
		isFirst = false;
		const old: Tracked[] = [];
		for (const one of others) {
			if (one.extras.readMs !== undefined) {
				old.push(one);
			} else if (mayReadNew()) {
				readAll(one);
			}
		}

		const mayReadIdle = allowance(machine, 0, budgetMs);
		let left = Math.ceil(old.length / passesPerRound);
		nextIdle(old, one => {
			if (!done.has(one.stat.pid)) {
				left -= 1;
				const isFullDue = machine.monotonicMs() - (one.extras.readMs ?? 0) >= fullAfterMs;
				(isFullDue ? readAll : readRates)(one);
			}

			return left > 0 && mayReadIdle();
		});
	};
}

/** Returns a function that returns `true` at the first `minimum` calls, and then until the time is over. */
function allowance(machine: Machine, minimum: number, forMs: number): () => boolean {
	const untilMs = machine.monotonicMs() + forMs;
	let calls = 0;
	return () => {
		calls += 1;
		return calls <= minimum || machine.monotonicMs() < untilMs;
	};
}

/** Returns whether a process has anything to read: a terminated one has not. */
function hasFiles({stat: {state}}: Tracked): boolean {
	return state !== 'Z' && state !== 'X';
}

/**
Returns whether a process may have waited for a processor: it ran, it waited at the last reading, or a second reading is
needed for its first rate.
*/
function hasRun({isActive, extras: {counters, values}}: Tracked): boolean {
	return isActive || counters?.isFirst !== false || (values.runDelayPercent ?? 0) > 0;
}

/**
Returns whether the I/O of a process may have changed: it ran or did I/O, or a second reading is needed for its first rates.
A process that was not yet read is read as a new one.
*/
function isBusy({isActive, extras: {counters, values}}: Tracked): boolean {
	return (
		counters !== undefined &&
		(isActive ||
			counters.isFirst ||
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
