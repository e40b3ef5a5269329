import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Config} from '../config/definition.js';
import type {Monitor} from '../core/monitor.js';
import type {ConsolePlace} from '../delivery/create-handlers.js';
import type {RunningMemory} from '../delivery/memory/alert-memory.js';
import type {Spool} from '../delivery/memory/spool.js';
import type {Delivery, DeliveryContext} from '../delivery/start-delivery.js';
import type {Log} from '../log/log.js';
import {logDelivery} from '../log/log-delivery.js';
import {hasPersistedAlerts, openSpoolOf} from './open-spool.js';
import type {Part} from './part.js';

/** Options of `notifier`. */
export type NotifierOptions = {
	readonly monitor: Monitor;
	readonly log: Log;
	readonly console: ConsolePlace;
};

/**
Returns the part that persists alerts and sends notifications while this process owns the spool. If another process owns
the spool, it waits for that process to end, restores the state that it persisted, and takes over.
*/
export function notifier({monitor, log, console}: NotifierOptions): Part<Delivery> {
	const {store, report} = monitor;
	let latest: Config | undefined;
	let spool: Spool | undefined;
	let memory: RunningMemory | undefined;
	let firing: DeliveryContext['firing'];
	let state: 'closed' | 'waiting' | 'ready' = 'closed';
	let delivery: Delivery | undefined;
	let isEnded = false;

	const hasReceivers = (config = latest): boolean =>
		config !== undefined && (config.alerts.handlers.length > 0 || config.alerts.heartbeat.url !== undefined);

	const restore = async (from: Spool): Promise<void> => {
		const {openAlertMemory} = await import('../delivery/memory/alert-memory.js');
		const opened = await openAlertMemory({spool: from});
		if (opened.restored) {
			monitor.restoreAlerts(opened.restored);
		}

		firing = opened.firing;
		memory = monitor.follow(opened.persist(report));
	};

	const open = async (config: Config): Promise<void> => {
		spool = await openSpoolOf(config, {report, yields: () => !hasReceivers()});
		if (spool && !spool.isOwned()) {
			state = 'waiting';
			void spool.owned.then(() => enqueue(takeOver));
			return;
		}

		await takeOver();
	};

	const takeOver = async (): Promise<void> => {
		if (isEnded) {
			return;
		}

		if (spool) {
			await restore(spool);
		}

		state = 'ready';
		await deliver();
	};

	const deliver = async (): Promise<void> => {
		if (latest === undefined || state !== 'ready') {
			return;
		}

		if (delivery) {
			await delivery.change(latest.alerts);
		} else if (hasReceivers() || spool) {
			const {startDelivery} = await import('../delivery/start-delivery.js');
			delivery = await startDelivery(latest.alerts, {store, report, spool, firing, memory, console});
			logDelivery(delivery.handlers.store, log);
		}
	};

	const change = async (config: Config): Promise<void> => {
		latest = config;
		if (state === 'closed' && config.alerts.enabled) {
			await open(config);
		} else {
			await deliver();
		}
	};

	let steps = Promise.resolve();
	const enqueue = (step: () => Promise<void>): Promise<void> => {
		steps = steps.then(step);
		return steps;
	};

	const changeLater = async (config: Config): Promise<void> => {
		await nextTurn();
		await (isEnded ? undefined : change(config));
	};

	return {
		running: () => delivery,
		prepare: async config => async () => {
			const {enabled} = config.alerts;
			if (enabled && state === 'closed' && !hasReceivers(config) && !hasPersistedAlerts(config)) {
				// Nothing is sent or restored, and the first frame is drawn before.
				void enqueue(() => changeLater(config));
			} else {
				await enqueue(() => change(config));
			}
		},
		async [Symbol.asyncDispose]() {
			isEnded = true;
			await steps;
			await delivery?.[Symbol.asyncDispose]();
			await memory?.[Symbol.asyncDispose]();
			await spool?.[Symbol.asyncDispose]();
		},
	};
}
