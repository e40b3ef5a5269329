import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';

/** The monitor's state as the screen sees it: live, held still, or as it was a while ago. Everything else goes on. */
export type Viewpoint = ReadonlyStore<MonitorState> & {
	isHeld(): boolean;
	/** Seconds between what is shown and what was the newest when it was held. */
	lagSeconds(): number;
	hold(): void;
	/** Goes that many seconds back (or, negative, forward) through history, as far as it reaches. Holds. */
	back(seconds: number): void;
	release(): void;
};

export function createViewpoint(store: ReadonlyStore<MonitorState>): Viewpoint {
	const listeners = new Set<() => void>();
	/** The state that was live when the screen was held, and the one of its history that is shown. */
	let held: {readonly newest: MonitorState; readonly shown: MonitorState} | undefined;

	const notify = (): void => {
		for (const listener of listeners) {
			listener();
		}
	};

	const lagSeconds = (): number => (held ? (timeOf(held.newest) - timeOf(held.shown)) / 1000 : 0);

	return {
		getState: () => held?.shown ?? store.getState(),
		subscribe(listener) {
			listeners.add(listener);
			const unsubscribe = store.subscribe(() => {
				if (!held) {
					listener();
				}
			});
			return () => {
				listeners.delete(listener);
				unsubscribe();
			};
		},
		isHeld: () => held !== undefined,
		lagSeconds,
		hold() {
			const newest = store.getState();
			held ??= {newest, shown: newest};
		},
		back(seconds) {
			const newest = held?.newest ?? store.getState();
			const requestedMs = timeOf(newest) - (lagSeconds() + seconds) * 1000;
			held = {newest, shown: stateAt(newest, requestedMs)};
			notify();
		},
		release() {
			held = undefined;
			notify();
		},
	};
}

function timeOf({sample}: MonitorState): number {
	return sample?.snapshot.monotonicMs ?? 0;
}

/** What was known at that moment: the newest sample that is not younger, and the history up to it. */
function stateAt(state: MonitorState, monotonicMs: number): MonitorState {
	const {history} = state;
	let younger = 0;
	while (younger < history.length - 1 && (history.at(-1 - younger)?.snapshot.monotonicMs ?? 0) > monotonicMs) {
		younger += 1;
	}

	return younger === 0 ? state : {...state, history: history.before(younger), sample: history.at(-1 - younger)};
}
