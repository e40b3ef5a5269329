import type {Process} from '../snapshot.js';
import type {StatFile} from './pid-stat-reader.js';
import type {Extras} from './process-extras.js';
import type {Owner} from './process-owner.js';
import type {PidStat} from './procfs/pid-stat.js';
import type {Correction} from './resident-set.js';
import type {StatRates} from './stat-rates.js';

/** The state of a process that is kept until the next pass. */
export type Tracked = StatFile & {
	readonly readMs: number;
	readonly owner: Owner;
	readonly correction: Correction;
	readonly extras: Extras;
	readonly rates: StatRates;
	/** Whether its counters in `stat` have changed since the previous pass. */
	readonly isActive: boolean;
	readonly process: Process;
};

/** Processes by pid. */
export type TrackedProcesses = ReadonlyMap<number, Tracked>;

/** Returns the state of the same process in a previous pass. Its start time identifies it, because pids are reused. */
export function sameIn(previous: TrackedProcesses, {pid, startTicks}: PidStat): Tracked | undefined {
	const before = previous.get(pid);
	return before?.stat.startTicks === startTicks ? before : undefined;
}
