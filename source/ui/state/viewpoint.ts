import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';

/**
The monitor state that the screen shows: live, paused, or an earlier moment of the history. Monitoring itself is not
affected.
*/
export type Viewpoint = ReadonlyStore<MonitorState> & {
	isHeld(): boolean;
	/** Returns the seconds between the shown sample and the newest one at the time of the pause. */
	lagSeconds(): number;
	hold(): void;
	/** Pauses, and moves by that many seconds back through the history; negative moves forward. */
	back(seconds: number): void;
	release(): void;
};

export function createViewpoint(store: ReadonlyStore<MonitorState>): Viewpoint {
	const listeners = new Set<() => void>();
	/** The live state at the time of the pause, and the state that is shown. */
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

/** Returns the state as of that moment: the newest sample not after it, and the history up to it. */
function stateAt(state: MonitorState, monotonicMs: number): MonitorState {
	const {history} = state;
	let younger = 0;
	while (younger < history.length - 1 && (history.at(-1 - younger)?.snapshot.monotonicMs ?? 0) > monotonicMs) {
		younger += 1;
	}

	return younger === 0 ? state : {...state, history: history.before(younger), sample: history.at(-1 - younger)};
}
