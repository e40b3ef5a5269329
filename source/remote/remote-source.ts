import {defaultHistory} from '../core/history.js';
import type {Source} from '../core/source.js';
import type {ReadonlyStore} from '../core/store.js';
import {parseAddress} from './client/address.js';
import {ConnectionError} from './client/connection-error.js';
import {createFleet, hostId} from './fleet/fleet.js';
import type {FleetHost} from './fleet/fleet-state.js';
import type {HostFeed} from './fleet/host-feed.js';
import {type LinkOptions, webSocketFeed} from './fleet/websocket-feed.js';

/** Options of `remoteSource`. */
export type RemoteSourceOptions = LinkOptions & {
	/** The time between samples, in milliseconds; the server may be slower. @default 500 */
	readonly intervalMs?: number;
	/** The history to request from the server. @default 1000 samples and one hour */
	readonly history?: {readonly samples: number; readonly seconds: number};
	/** Whether to reconnect after a lost connection. Otherwise, the updates end with an error. @default true */
	readonly isPersistent?: boolean;
};

/**
Returns a source for another machine, on which `mon-tui --serve` runs. The history is filled at the start and after
interruptions; alerts are those of the other machine. The updates end with a `ConnectionError` if reconnecting makes no
sense. Throws if `url` is not an address.
*/
export function remoteSource(
	url: string,
	{intervalMs = 500, history = defaultHistory, isPersistent = true, ...options}: RemoteSourceOptions = {},
): RemoteSource {
	const {label} = parseAddress(url);
	const feed = webSocketFeed({...options, url, name: label, intervalMs, history});
	return feedSource(feed, {label, intervalMs, isPersistent});
}

/** A source for another machine, with the state of the connection to it. */
export type RemoteSource = Source & {
	/** The state of the connection and the age of the data. `undefined` before the first attempt. */
	readonly host: ReadonlyStore<FleetHost | undefined>;
};

/** Returns a source for the only host of a feed; `label` is its name there. */
export function feedSource(
	feed: HostFeed,
	{
		label,
		intervalMs,
		isPersistent,
	}: {readonly label: string; readonly intervalMs: number; readonly isPersistent: boolean},
): RemoteSource {
	const {store, run, source} = createFleet([feed]);
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
