import type {ReportProblem} from '../problem.js';
import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';
import {type ConsolePlace, createHandlers, type HandlerSettings} from './create-handlers.js';
import {deliver} from './delivery.js';
import {createHandlerSet, type HandlerSet} from './handler-set.js';
import {heartbeat} from './heartbeat.js';
import {usualSpoolDirectory} from './spool.js';

/** The part of the configuration that delivery needs. */
export type DeliverySettings = {
	readonly handlers: readonly HandlerSettings[];
	readonly groupWaitMs: number;
	/** By default among the state of the user. */
	readonly spool: string | undefined;
	readonly heartbeat: {readonly url: string | undefined; readonly intervalMs: number};
};

export type DeliveryPlace = {
	readonly store: ReadonlyStore<MonitorState>;
	readonly report: ReportProblem;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly console: ConsolePlace;
};

/** Delivery that has begun, until disposed. */
export type Delivery = AsyncDisposable & {readonly handlers: HandlerSet};

/** Starts all that the configuration asks for. */
export function startDelivery(settings: DeliverySettings, {store, report, env, console}: DeliveryPlace): Delivery {
	const handlers = createHandlerSet({
		spoolDirectory: settings.spool ?? usualSpoolDirectory(env),
		report,
		pace: {groupWaitMs: settings.groupWaitMs},
	});
	for (const {handler, options} of createHandlers(settings.handlers, console)) {
		handlers.add(handler, options);
	}

	const {url, intervalMs} = settings.heartbeat;
	const followers = [
		deliver(handlers)(store),
		...(url === undefined ? [] : [heartbeat({url, intervalMs, report})(store)]),
	];
	return {
		handlers,
		async [Symbol.asyncDispose]() {
			await Promise.all(followers.map(follower => follower[Symbol.asyncDispose]()));
		},
	};
}
