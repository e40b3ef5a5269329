import os from 'node:os';
import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {isDeepStrictEqual} from 'node:util';
import type {Collector, Machine} from '../collector.js';
import type {EventTracker} from '../events/event-tracker.js';
import type {Events} from '../snapshot.js';
import {type KernelLog, kernelLog} from './kernel-log.js';

/** Records that are read without a pause, at about 8 µs each, and in one measurement. A flood is read later, or lost. */
const sliceLength = 100;
const maxRecords = 1000;
const timeoutMs = 5000;
/** The program was stopped between two clocks. */
const maxPauseMs = 100;

/** The options of `eventsCollector`. */
export type EventsOptions = {
	readonly cadenceMs: number;
	readonly tracker: EventTracker;
	/** Default: `/dev/kmsg` of the machine. */
	readonly log?: KernelLog;
	/** Returns the kernel's monotonic clock in milliseconds. Default: that of this machine. */
	readonly kernelMs?: () => number;
};

/** Returns a collector of events. Source: `/dev/kmsg`, the readings of the other metrics, and the clocks. */
export function eventsCollector(
	machine: Machine,
	{
		cadenceMs,
		tracker,
		log = kernelLog(`${machine.root}/dev/kmsg`, machine.monotonicMs),
		kernelMs = () => Number(process.hrtime.bigint()) / 1e6,
	}: EventsOptions,
): Collector<'events'> & Disposable {
	let readMs = machine.nowMs();
	let events: Events | undefined;

	/** Reads some records, and returns whether there may be more. */
	const readSlice = (afterMs: number): boolean => {
		const time = {nowMs: machine.nowMs(), kernelMs: kernelMs(), afterMs};
		for (let count = 0; count < sliceLength; count++) {
			const isOld = !log.isCaughtUp;
			const record = log.next();
			if (record === undefined) {
				return false;
			}

			tracker.readRecord(record, {...time, isOld});
		}

		return true;
	};

	const finish = (): Events => {
		readMs = machine.nowMs();
		const next = tracker.events(readMs, log.state);
		if (
			events?.list !== next.list ||
			events.kernelLog !== next.kernelLog ||
			!isDeepStrictEqual(events.counts, next.counts)
		) {
			events = next;
		}

		return events;
	};

	const compareClocks = (): void => {
		const monotonicMs = machine.monotonicMs();
		const wallMs = machine.nowMs();
		if (machine.monotonicMs() - monotonicMs <= maxPauseMs) {
			tracker.compareClocks({wallMs, monotonicMs, uptimeMs: () => os.uptime() * 1000});
		}
	};

	const readOn = async (signal: AbortSignal, afterMs: number): Promise<Events> => {
		for (let count = sliceLength; count < maxRecords && !signal.aborted; count += sliceLength) {
			await nextTurn();
			if (!readSlice(afterMs)) {
				break;
			}
		}

		return finish();
	};

	return {
		name: 'events',
		cadenceMs,
		timeoutMs: Math.max(timeoutMs, cadenceMs),
		observe: readings => tracker.observe(readings, machine.nowMs()),
		collect(signal) {
			compareClocks();
			const afterMs = readMs;
			return readSlice(afterMs) ? readOn(signal, afterMs) : finish();
		},
		[Symbol.dispose]: () => log[Symbol.dispose](),
	};
}
