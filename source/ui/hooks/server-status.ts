import {createContext, useContext, useSyncExternalStore} from 'react';
import type {ReadonlyStore} from '../../core/store.js';

/** What the screen shows of the server that broadcasts the same monitor. */
export type ServerStatus = {
	/** `http://127.0.0.1:8765/`. */
	readonly address: string | undefined;
	readonly clients: number;
	/** Snapshots left out for slow clients since the start. */
	readonly skippedFrames: number;
};

export const ServerStatusContext = createContext<ReadonlyStore<ServerStatus> | undefined>(undefined);

/** `undefined` when nothing is served. */
export function useServerStatus(): ServerStatus | undefined {
	const store = useContext(ServerStatusContext);
	return useSyncExternalStore(store?.subscribe ?? subscribeToNothing, () => store?.getState());
}

function subscribeToNothing(): () => void {
	return () => {};
}
