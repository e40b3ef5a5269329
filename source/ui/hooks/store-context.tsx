import {createContext, useContext, useSyncExternalStore} from 'react';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';

/** Carries the store, which never changes, not the state, which always does. */
export const StoreContext = createContext<ReadonlyStore<MonitorState> | undefined>(undefined);

/** The store itself, for what is computed now and then rather than at every change. */
export function useStore(): ReadonlyStore<MonitorState> {
	const store = useContext(StoreContext);
	if (!store) {
		throw new Error('useMonitor needs a <StoreContext.Provider> above it');
	}

	return store;
}

/**
Reads a slice of the state; the component renders again only when that slice changes. The selector returns something
that is already in the state, or a primitive, never a fresh object.
*/
export function useMonitor<Slice>(selector: (state: MonitorState) => Slice): Slice {
	const store = useStore();
	return useSyncExternalStore(store.subscribe, () => selector(store.getState()));
}
