import {isDeepStrictEqual} from 'node:util';
import type {EventKeeper} from '../alerts/event-keeper.js';
import type {ReportProblem} from '../problem.js';
import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';
import {type ConsolePlace, createHandlers, type HandlerSettings, nameOf} from './create-handlers.js';
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
export type Delivery = AsyncDisposable & {
	readonly handlers: HandlerSet;
	/** Delivers as these settings say from now on. What stays as it was goes on undisturbed. */
	change(settings: DeliverySettings): Promise<void>;
};

/** Starts all that the configuration asks for. */
export function startDelivery(
	firstSettings: DeliverySettings,
	{store, report, spoolDirectory, keeper, console}: DeliveryPlace,
): Delivery {
	const handlers = createHandlerSet({spoolDirectory, told: keeper?.told, report});

	/** Returns the names of those that there are now. */
	const adopt = (next: DeliverySettings, before: DeliverySettings | undefined): readonly string[] =>
		next.handlers.flatMap(wanted =>
			createHandlers([wanted], console).map(({handler, options}) => {
				const {name} = handler;
				const {groupWaitMs} = next;
				const same = before?.groupWaitMs === groupWaitMs && before.handlers.find(one => nameOf(one) === name);
				if (!handlers.get(name)) {
					handlers.add(handler, {...options, groupWaitMs});
				} else if (!isDeepStrictEqual(same, wanted)) {
					handlers.replace(handler, {...options, groupWaitMs});
				}

				return name;
			}),
		);
	const beat = ({heartbeat: {url, intervalMs}}: DeliverySettings): AsyncDisposable | undefined =>
		url === undefined ? undefined : heartbeat({url, intervalMs, report})(store);

	let settings = firstSettings;
	adopt(settings, undefined);
	let beating = beat(settings);
	const delivering = deliver(handlers, {keeper})(store);

	return {
		handlers,
		async change(next) {
			const before = settings;
			settings = next;
			const names = adopt(next, before);
			const gone = handlers.list().filter(({name}) => !names.includes(name));
			await Promise.all(gone.map(({name}) => handlers.remove(name)));
			if (!isDeepStrictEqual(before.heartbeat, next.heartbeat)) {
				await beating?.[Symbol.asyncDispose]();
				report('heartbeat', undefined);
				beating = beat(next);
			}
		},
		async [Symbol.asyncDispose]() {
			await Promise.all([delivering[Symbol.asyncDispose](), beating?.[Symbol.asyncDispose]()]);
		},
	};
}
