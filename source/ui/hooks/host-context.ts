import {createContext, useContext, useSyncExternalStore} from 'react';
import type {ReadonlyStore} from '../../core/store.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';

export const HostContext = createContext<ReadonlyStore<FleetHost | undefined> | undefined>(undefined);

/** How the machine that is shown is reached; `undefined` when it is this one, or a recording. */
export function useHost(): FleetHost | undefined {
	const store = useContext(HostContext);
	return useSyncExternalStore(store?.subscribe ?? subscribeToNothing, () => store?.getState());
}

function subscribeToNothing(): () => void {
	return () => {};
}
