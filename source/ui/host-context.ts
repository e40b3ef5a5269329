import {createContext, useContext, useSyncExternalStore} from 'react';
import type {FleetHost} from '../fleet/fleet-state.js';
import type {ReadonlyStore} from '../store.js';

export const HostContext = createContext<ReadonlyStore<FleetHost | undefined> | undefined>(undefined);

/** How the machine that is shown is reached; `undefined` when it is this one, or a recording. */
export function useHost(): FleetHost | undefined {
	const store = useContext(HostContext);
	return useSyncExternalStore(store?.subscribe ?? subscribeToNothing, () => store?.getState());
}

function subscribeToNothing(): () => void {
	return () => {};
}
