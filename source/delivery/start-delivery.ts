import type {EventKeeper} from '../alerts/event-keeper.js';
import type {ReportProblem} from '../problem.js';
import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';
import {type ConsolePlace, createHandlers, type HandlerSettings} from './create-handlers.js';
import {deliver} from './delivery.js';
import {createHandlerSet, type HandlerSet} from './handler-set.js';
import {heartbeat} from './heartbeat.js';

/** The part of the configuration that delivery needs. */
export type DeliverySettings = {
	readonly handlers: readonly HandlerSettings[];
	readonly groupWaitMs: number;
	readonly heartbeat: {readonly url: string | undefined; readonly intervalMs: number};
};

export type DeliveryPlace = {
	readonly store: ReadonlyStore<MonitorState>;
	readonly report: ReportProblem;
	/** Where what is undelivered survives a crash; `undefined` for a user without a home. */
	readonly spoolDirectory: string | undefined;
	readonly keeper: EventKeeper | undefined;
	readonly console: ConsolePlace;
};

/** Delivery that has begun, until disposed. */
export type Delivery = AsyncDisposable & {readonly handlers: HandlerSet};

/** Starts all that the configuration asks for. */
export function startDelivery(
	settings: DeliverySettings,
	{store, report, spoolDirectory, keeper, console}: DeliveryPlace,
): Delivery {
	const handlers = createHandlerSet({
		spoolDirectory,
		told: keeper?.told,
		report,
		pace: {groupWaitMs: settings.groupWaitMs},
	});
	for (const {handler, options} of createHandlers(settings.handlers, console)) {
		handlers.add(handler, options);
	}

	const {url, intervalMs} = settings.heartbeat;
	const followers = [
		deliver(handlers, {keeper})(store),
		...(url === undefined ? [] : [heartbeat({url, intervalMs, report})(store)]),
	];
	return {
		handlers,
		async [Symbol.asyncDispose]() {
			await Promise.all(followers.map(follower => follower[Symbol.asyncDispose]()));
		},
	};
}
