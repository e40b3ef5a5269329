import {type ConnectOptions, connect} from '../../source/remote/client/connect.js';
import type {ConnectionStatus} from '../../source/remote/client/connection-status.js';
import type {ServerEvent} from '../../source/remote/client/server-event.js';
import {eventually} from './eventually.js';

type EventOf<Type extends ServerEvent['type']> = ServerEvent & {readonly type: Type};

/** A connection whose events are all kept. */
export type FollowedConnection = AsyncDisposable & {
	readonly connection: ReturnType<typeof connect>;
	readonly events: readonly ServerEvent[];
	of<Type extends ServerEvent['type']>(type: Type): readonly EventOf<Type>[];
	/** Resolves with the first of `count` events of a type. */
	some<Type extends ServerEvent['type']>(type: Type, count?: number): Promise<readonly EventOf<Type>[]>;
	/** Resolves with the status when it is of that kind. */
	becomes<State extends ConnectionStatus['state']>(state: State): Promise<ConnectionStatus & {readonly state: State}>;
	/** Every status there was. */
	readonly statuses: readonly ConnectionStatus[];
	/** How the iteration ended: the error, or `undefined` for an end without one. */
	readonly over: Promise<unknown>;
};

/** Quick to come back, so that tests need not wait. */
const quick: ConnectOptions = {reconnect: {firstMs: 1, maxMs: 20}, connectTimeoutMs: 2000};

export function followConnection(url: string, options: ConnectOptions = {}): FollowedConnection {
	const connection = connect(url, {...quick, ...options});
	const events: ServerEvent[] = [];
	const statuses: ConnectionStatus[] = [connection.status.getState()];
	connection.status.subscribe(() => statuses.push(connection.status.getState()));
	const of = <Type extends ServerEvent['type']>(type: Type) =>
		events.filter((event): event is EventOf<Type> => event.type === type);
	const over = (async () => {
		for await (const event of connection) {
			events.push(event);
		}
	})().then(
		() => undefined,
		(error: unknown) => error,
	);

	return {
		connection,
		events,
		statuses,
		over,
		of,
		async some(type, count = 1) {
			await eventually(`${count} of ${type}`, () => of(type).length >= count);
			return of(type);
		},
		async becomes(state) {
			const wanted = (status: ConnectionStatus): status is ConnectionStatus & {readonly state: typeof state} =>
				status.state === state;
			await eventually(`the connection is ${state}`, () => wanted(connection.status.getState()));
			const status = connection.status.getState();
			if (!wanted(status)) {
				throw new Error(`the connection is ${status.state} again`);
			}

			return status;
		},
		[Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
	};
}
