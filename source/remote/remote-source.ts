import {defaultHistory} from '../core/history.js';
import type {Source} from '../core/source.js';
import type {ReadonlyStore} from '../core/store.js';
import {parseAddress} from './client/address.js';
import {ConnectionError} from './client/connection-error.js';
import {createFleet, hostId} from './fleet/fleet.js';
import type {FleetHost} from './fleet/fleet-state.js';
import {type LinkOptions, webSocketFeed} from './fleet/websocket-feed.js';

/** How to reach another machine, and what to ask of it. */
export type RemoteSourceOptions = LinkOptions & {
	/** Milliseconds from one sample to the next; the server may be slower. @default 500 */
	readonly intervalMs?: number;
	/** What is worth asking the server for that was measured before. @default 1000 samples and one hour */
	readonly history?: {readonly samples: number; readonly seconds: number};
	/** Whether a lost connection is sought again. Otherwise it ends the updates with an error. @default true */
	readonly isPersistent?: boolean;
};

/**
Another machine, on which `mon-tui --serve` runs. History is filled at the start and after interruptions; alerts are those
that were raised there. The updates end with a `ConnectionError` when trying again makes no sense. Throws for what is no
address.
*/
export function remoteSource(
	url: string,
	{intervalMs = 500, history = defaultHistory, isPersistent = true, ...options}: RemoteSourceOptions = {},
): Source & {
	/** How it is reached, and how old what is known is. `undefined` before the first attempt. */
	readonly host: ReadonlyStore<FleetHost | undefined>;
} {
	const {label} = parseAddress(url);
	const {store, run, source} = createFleet([webSocketFeed({...options, url, name: label, intervalMs, history})]);
	const host = {subscribe: store.subscribe, getState: () => store.getState().hosts[0]};
	let currentMs = intervalMs;

	return {
		kind: 'remote',
		host,
		intervalMs: () => currentMs,
		health: () => [],
		async *updates(signal) {
			const ending = new AbortController();
			const end = (): void => ending.abort();
			let failure: ConnectionError | undefined;
			signal.addEventListener('abort', end, {once: true});
			const unsubscribe = store.subscribe(() => {
				const connection = host.getState()?.connection;
				if (connection?.state === 'lost' && (connection.isFinal || !isPersistent)) {
					failure ??= new ConnectionError(label, connection);
					end();
				}
			});
			const running = run(ending.signal);
			try {
				const shown = source(hostId(0, label));
				for await (const update of shown.updates(ending.signal)) {
					currentMs = shown.intervalMs();
					yield update;
				}
			} finally {
				unsubscribe();
				signal.removeEventListener('abort', end);
				end();
				await running;
			}

			if (failure && !signal.aborted) {
				throw failure;
			}
		},
	};
}
