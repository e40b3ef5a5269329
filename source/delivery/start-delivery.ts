import {isDeepStrictEqual} from 'node:util';
import type {ReportProblem} from '../core/problem.js';
import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import {waitAtMost} from '../support/deadline.js';
import {type ConsolePlace, createHandlers, type HandlerSettings, nameOf} from './create-handlers.js';
import {type DeliverOptions, deliver} from './delivery.js';
import {createHandlerSet, type HandlerSet} from './handler-set.js';
import {heartbeat} from './heartbeat.js';
import type {Spool} from './memory/spool.js';
import {renameLogs} from './queue/renamed-handlers.js';

/** The delivery settings of the configuration. */
export type DeliverySettings = {
	readonly handlers: readonly HandlerSettings[];
	readonly groupWaitMs: number;
	readonly heartbeat: {readonly url: string | undefined; readonly intervalMs: number};
};

/** The surroundings of a delivery: the monitor, the spool and the console. */
export type DeliveryContext = Pick<DeliverOptions, 'memory'> & {
	readonly store: ReadonlyStore<MonitorState>;
	readonly report: ReportProblem;
	/**
	A spool that this process owns. `undefined` for a user without a home directory: undelivered notifications are then
	lost with the process.
	*/
	readonly spool: Spool | undefined;
	/** Ids of the alerts that were firing when the previous run ended, if known. */
	readonly firing: ReadonlySet<string> | undefined;
	readonly console: ConsolePlace;
};

/** A running delivery. */
export type Delivery = AsyncDisposable & {
	readonly handlers: HandlerSet;
	/** Applies new settings. Handlers with unchanged settings are not affected. */
	change(settings: DeliverySettings): Promise<void>;
};

/** Maximum time that alerts wait until the logs are read. */
const maxRecoveryMs = 1000;

/** Starts the delivery that the configuration requires. */
export async function startDelivery(
	first: DeliverySettings,
	{store, report, spool, firing, memory, console}: DeliveryContext,
): Promise<Delivery> {
	const handlers = createHandlerSet({spool, firing, report});
	let settings: DeliverySettings | undefined;
	let beating: AsyncDisposable | undefined;

	const change = async (next: DeliverySettings): Promise<void> => {
		const before = settings;
		settings = next;
		const configured = createHandlers(next.handlers, console);
		const names = new Set(configured.map(({handler}) => handler.name));
		const gone = handlers.list().filter(({name}) => !names.has(name));
		// Their logs must be closed before they are renamed.
		await Promise.all(gone.map(({name}) => handlers.remove(name)));
		if (spool) {
			await renameLogs(
				spool.directory,
				configured.map(({handler}) => handler),
				new Set(next.handlers.map(nameOf)),
				report,
			);
		}

		const settingsOf = (name: string, of: DeliverySettings | undefined): unknown => [
			of?.groupWaitMs,
			of?.handlers.find(one => nameOf(one) === name),
		];
		for (const {handler, options} of configured) {
			const {name} = handler;
			const {groupWaitMs} = next;
			if (!handlers.get(name)) {
				handlers.add(handler, {...options, groupWaitMs});
			} else if (!isDeepStrictEqual(settingsOf(name, before), settingsOf(name, next))) {
				handlers.replace(handler, {...options, groupWaitMs});
			}
		}

		if (!isDeepStrictEqual(before?.heartbeat, next.heartbeat)) {
			await beating?.[Symbol.asyncDispose]();
			report('heartbeat', undefined);
			const {url, intervalMs} = next.heartbeat;
			beating = url === undefined ? undefined : heartbeat({url, intervalMs, report})(store);
		}
	};

	await change(first);
	await waitAtMost(maxRecoveryMs, handlers.recovered());
	const delivering = deliver(handlers, {memory})(store);
	return {
		handlers,
		change,
		async [Symbol.asyncDispose]() {
			await Promise.all([delivering[Symbol.asyncDispose](), beating?.[Symbol.asyncDispose]()]);
		},
	};
}
