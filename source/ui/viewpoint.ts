import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';

/** The monitor's state as the screen sees it: live, or held still while everything else goes on. */
export type Viewpoint = ReadonlyStore<MonitorState> & {
	isHeld(): boolean;
	hold(): void;
	release(): void;
};

export function createViewpoint(store: ReadonlyStore<MonitorState>): Viewpoint {
	const listeners = new Set<() => void>();
	let held: MonitorState | undefined;

	return {
		getState: () => held ?? store.getState(),
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
		hold() {
			held ??= store.getState();
		},
		release() {
			held = undefined;
			for (const listener of listeners) {
				listener();
			}
		},
	};
}
