import type {AnyCollector} from '../collector.js';
import {disabled, type Reading} from '../reading.js';
import {metricNames} from '../registry.js';
import type {MetricName, Metrics, Readings} from '../snapshot.js';
import type {CollectorHealth} from './collector-health.js';
import {sameReading} from './same-reading.js';
import {createSlot} from './slot.js';

/** A scheduler that calls each collector at its own cadence and keeps the latest readings. */
export type Scheduler = {
	/**
	Calls the collectors that are due and returns the current readings without waiting. A slow collector is called again
	only after its previous call has ended; until then its last reading is used, for a limited time.
	*/
	tick(): Readings;
	/** Calls all collectors, due or not: the first rates need a second reading. */
	warmUp(): Readings;
	health(): readonly CollectorHealth[];
	[Symbol.dispose](): void;
};

/** Returns a scheduler. */
export function createScheduler(
	collectors: readonly AnyCollector[],
	monotonicMs: () => number = () => performance.now(),
): Scheduler {
	const startMs = monotonicMs();
	const slots = collectors.map(collector =>
		createSlot<MetricName, Metrics[MetricName]>(collector, startMs, monotonicMs, {reusesSignals: true}),
	);
	const observers = collectors.filter(collector => collector.observe);
	let previous: Readings | undefined;

	const run = (isForced: boolean): Readings => {
		if (previous) {
			for (const collector of observers) {
				collector.observe?.(previous);
			}
		}

		const nowMs = monotonicMs();
		for (const slot of slots) {
			slot.tick(nowMs, isForced);
		}

		const readings: {[name in MetricName]?: Reading<unknown>} = {};
		for (const slot of slots) {
			readings[slot.name] = slot.reading(monotonicMs());
		}

		for (const name of metricNames) {
			readings[name] = sameReading(previous?.[name], readings[name] ?? disabled);
		}

		// Each slot has the reading of its collector's metric, which the compiler cannot infer through the loop.
		previous = readings as Readings;
		return previous;
	};

	return {
		tick: () => run(false),
		warmUp: () => run(true),
		health: () => slots.map(slot => slot.health()),
		[Symbol.dispose]() {
			for (const slot of slots) {
				slot[Symbol.dispose]();
			}
		},
	};
}
