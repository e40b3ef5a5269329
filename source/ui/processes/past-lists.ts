import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import {known} from '../../metrics/reading.js';
import type {Process} from '../../metrics/snapshot.js';
import {notable} from './notable.js';
import {type PackedList, packed, unpacked} from './packed-list.js';

/** The processes of earlier moments. */
export type PastLists = Disposable & {
	/** Returns the kept processes of the list that was the latest at a time. `undefined` when there was none. */
	at(monotonicMs: number): readonly Process[] | undefined;
};

/** Maximum number of kept processes of all lists: about 4 MB, or 13 minutes of 30 processes every two seconds. */
export const maxPastRows = 12_000;

type Kept = {readonly fromMs: number; readonly list: PackedList | undefined};

function rowsOf(lists: readonly Kept[]): number {
	return lists.reduce((sum, {list}) => sum + (list?.rows.length ?? 0), 0);
}

/**
Keeps the notable processes of each list that the monitor reads from now on, as long as its history has samples of that time.
*/
export function pastLists(store: ReadonlyStore<MonitorState>): PastLists {
	let kept: Kept[] = [];
	let latest: readonly Process[] | undefined;

	const receive = (): void => {
		const {sample, history} = store.getState();
		const list = known(sample?.snapshot.readings.processes)?.list;
		if (!sample || (list === latest && kept.length > 0)) {
			return;
		}

		const {monotonicMs} = sample.snapshot;
		const newest = kept.at(-1);
		const isBack = newest !== undefined && newest.fromMs > monotonicMs;
		const before = isBack ? [] : kept;
		const firstMs = history.at(0)?.snapshot.monotonicMs ?? monotonicMs;
		// A list is the latest one until the next.
		const first = Math.max(
			0,
			before.findLastIndex(({fromMs}) => fromMs <= firstMs),
		);
		kept = [...before.slice(first), {fromMs: monotonicMs, list: list && packed(notable(list), newest?.list)}];
		for (let rows = rowsOf(kept); rows > maxPastRows; rows = rowsOf(kept)) {
			kept = kept.slice(1);
		}

		latest = list;
	};

	receive();
	const unsubscribe = store.subscribe(receive);
	return {
		at(monotonicMs) {
			const found = kept.findLast(({fromMs}) => fromMs <= monotonicMs)?.list;
			return found && unpacked(found);
		},
		[Symbol.dispose]: unsubscribe,
	};
}
