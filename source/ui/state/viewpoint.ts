import type {Sample} from '../../core/sample.js';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import type {Process} from '../../metrics/snapshot.js';
import type {PastLists} from '../processes/past-lists.js';

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
	/** Pauses, and shows the newest sample that is not after that time of the monotonic clock. */
	show(monotonicMs: number): void;
	/** Returns the live state, or that at the time of the pause: its history is what can be shown. */
	newest(): MonitorState;
	resume(): void;
};

/** Returns a viewpoint. `listAt` returns the processes at an earlier moment, which the history does not have. */
export function createViewpoint(store: ReadonlyStore<MonitorState>, listAt: PastLists['at']): Viewpoint {
	const listeners = new Set<() => void>();
	/** The live state at the time of the pause, and the state that is shown. */
	let paused: {readonly newest: MonitorState; readonly shown: MonitorState} | undefined;

	const notify = (): void => {
		for (const listener of listeners) {
			listener();
		}
	};

	const newest = (): MonitorState => paused?.newest ?? store.getState();

	const show = (monotonicMs: number): void => {
		const state = newest();
		paused = {newest: state, shown: stateAt(state, monotonicMs, listAt)};
		notify();
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
			const state = newest();
			paused ??= {newest: state, shown: state};
		},
		back(seconds) {
			show(timeOf(newest()) - (lagSeconds() + seconds) * 1000);
		},
		show,
		newest,
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
function stateAt(state: MonitorState, monotonicMs: number, listAt: PastLists['at']): MonitorState {
	const {history} = state;
	let younger = 0;
	while (younger < history.length - 1 && (history.at(-1 - younger)?.snapshot.monotonicMs ?? 0) > monotonicMs) {
		younger += 1;
	}

	const sample = history.at(-1 - younger);
	return younger === 0 || !sample
		? state
		: {...state, history: history.before(younger), sample: withList(sample, listAt(sample.snapshot.monotonicMs))};
}

function withList(sample: Sample, list: readonly Process[] | undefined): Sample {
	const {readings} = sample.snapshot;
	const {processes} = readings;
	return list === undefined || processes.state !== 'ok'
		? sample
		: {
				...sample,
				snapshot: {
					...sample.snapshot,
					readings: {...readings, processes: {...processes, value: {...processes.value, list}}},
				},
			};
}
