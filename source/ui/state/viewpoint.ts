import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';

/**
The monitor state that the screen shows: live, paused, or an earlier moment of the history. Monitoring itself is not
affected.
*/
export type Viewpoint = ReadonlyStore<MonitorState> & {
	isPaused(): boolean;
	/** Returns the seconds between the shown sample and the newest one at the time of the pause. */
	lagSeconds(): number;
	pause(): void;
	/** Pauses, and moves by that many seconds back through the history; negative moves forward. */
	back(seconds: number): void;
	resume(): void;
};

export function createViewpoint(store: ReadonlyStore<MonitorState>): Viewpoint {
	const listeners = new Set<() => void>();
	/** The live state at the time of the pause, and the state that is shown. */
	let paused: {readonly newest: MonitorState; readonly shown: MonitorState} | undefined;

	const notify = (): void => {
		for (const listener of listeners) {
			listener();
		}
	};

	const lagSeconds = (): number => (paused ? (timeOf(paused.newest) - timeOf(paused.shown)) / 1000 : 0);

	return {
		getState: () => paused?.shown ?? store.getState(),
		subscribe(listener) {
			listeners.add(listener);
			const unsubscribe = store.subscribe(() => {
				if (!paused) {
					listener();
				}
			});
			return () => {
				listeners.delete(listener);
				unsubscribe();
			};
		},
		isPaused: () => paused !== undefined,
		lagSeconds,
		pause() {
			const newest = store.getState();
			paused ??= {newest, shown: newest};
		},
		back(seconds) {
			const newest = paused?.newest ?? store.getState();
			const targetMs = timeOf(newest) - (lagSeconds() + seconds) * 1000;
			paused = {newest, shown: stateAt(newest, targetMs)};
			notify();
		},
		resume() {
			paused = undefined;
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
