import type {MonitorState} from './state.js';
import type {ReadonlyStore} from './store.js';

/** The screen, the server, an exporter, delivery: anything that follows a monitor until disposed. */
export type Follower = (store: ReadonlyStore<MonitorState>) => AsyncDisposable;
