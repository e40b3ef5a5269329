import type {Collector, Machine} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Events} from '../snapshot.js';
import {eventCounts} from '../values/event-kinds.js';
import {kernelLog} from './kernel-log.js';

/** Returns a collector of events. Source: `/dev/kmsg`. */
export function eventsCollector(machine: Machine, cadenceMs: number): Collector<'events'> & Disposable {
	const log = kernelLog(`${machine.root}/dev/kmsg`, machine.monotonicMs);
	let events: Events | undefined;

	return {
		name: 'events',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.next();
			events = reuseUnchanged(events, {list: [], kernelLog: log.state, counts: eventCounts(() => undefined)});
			return events;
		},
		[Symbol.dispose]: () => log[Symbol.dispose](),
	};
}
