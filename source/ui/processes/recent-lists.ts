import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import {known} from '../../metrics/reading.js';
import type {Process} from '../../metrics/snapshot.js';

/** A process at a moment. */
export type Moment = {readonly monotonicMs: number; readonly process: Process};

/** The process lists of the last minute. */
export type RecentLists = Disposable & {
	/** Returns the moments of a process, oldest first. */
	momentsOf(process: Pick<Process, 'pid' | 'startedAtMs'>): readonly Moment[];
};

/** Time for which lists are kept, in milliseconds. */
export const recentMs = 60_000;

/** Maximum number of kept rows, so that many processes do not take much memory. Unchanged processes share an object. */
const maxRows = 400_000;

/** Keeps the lists that the monitor reads from now on. */
export function recentLists(store: ReadonlyStore<MonitorState>): RecentLists {
	let kept: readonly {readonly monotonicMs: number; readonly list: readonly Process[]}[] = [];

	const receive = (): void => {
		const {sample} = store.getState();
		const list = known(sample?.snapshot.readings.processes)?.list;
		const newest = kept.at(-1);
		if (!sample || !list || list === newest?.list) {
			return;
		}

		const {monotonicMs} = sample.snapshot;
		// A recording can go back in time.
		const before = newest && newest.monotonicMs < monotonicMs ? kept : [];
		const count = Math.max(1, Math.floor(maxRows / Math.max(1, list.length)));
		kept = [...before, {monotonicMs, list}].filter(one => one.monotonicMs >= monotonicMs - recentMs).slice(-count);
	};

	receive();
	const unsubscribe = store.subscribe(receive);
	return {
		momentsOf: ({pid, startedAtMs}) =>
			kept.flatMap(({monotonicMs, list}) => {
				const process = list.find(one => one.pid === pid && one.startedAtMs === startedAtMs);
				return process ? [{monotonicMs, process}] : [];
			}),
		[Symbol.dispose]: unsubscribe,
	};
}
