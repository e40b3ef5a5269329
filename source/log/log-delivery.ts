import type {ReadonlyStore} from '../core/store.js';
import type {HandlerReport} from '../health/report.js';
import {countOf} from '../support/format.js';
import type {Log} from './log.js';

/** Logs delivered events, failed attempts and dropped events. Returns the function that stops it. */
export function logDelivery(store: ReadonlyStore<{readonly handlers: readonly HandlerReport[]}>, log: Log): () => void {
	let previous: readonly HandlerReport[] = [];

	return store.subscribe(() => {
		const {handlers} = store.getState();
		for (const handler of handlers) {
			const {name, handled, failed, dead, lastError} = handler;
			const before = previous.find(one => one.name === name);
			const area = `handler ${name}`;
			const delivered = handled - (before?.handled ?? 0);
			if (delivered > 0) {
				log('debug', area, `delivered ${countOf(delivered, 'event')}`);
			}

			if (failed > (before?.failed ?? 0)) {
				log('debug', area, `an attempt failed: ${lastError}`);
			}

			const lost = dead - (before?.dead ?? 0);
			if (lost > 0) {
				log('warn', area, `dropped ${countOf(lost, 'event')}`);
			}
		}

		previous = handlers;
	});
}
