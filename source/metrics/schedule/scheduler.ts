import type {AnyCollector} from '../collector.js';
import {disabled, type Reading} from '../reading.js';
import {metricNames} from '../registry.js';
import type {MetricName, Metrics, Readings} from '../snapshot.js';
import type {CollectorHealth} from './collector-health.js';
import {sameReading} from './same-reading.js';
import {createSlot} from './slot.js';

/** Runs the collectors, each at its own cadence, and knows the latest reading of each. */
export type Scheduler = {
	/**
	Calls every collector that is due and returns what is known now. Never waits: a slow collector is asked again only
	after it answered, and until then its last reading stands, for a while.
	*/
	tick(): Readings;
	/** The same for every collector, due or not: the second reading that the first rates need. */
	warmUp(): Readings;
	health(): readonly CollectorHealth[];
	[Symbol.dispose](): void;
};

export function createScheduler(
	collectors: readonly AnyCollector[],
	monotonicMs: () => number = () => performance.now(),
): Scheduler {
	const startMs = monotonicMs();
	const slots = collectors.map(collector =>
		createSlot<MetricName, Metrics[MetricName]>(collector, startMs, monotonicMs),
	);
	let previous: Readings | undefined;

	const run = (isForced: boolean): Readings => {
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

		// Each slot's reading is of its own collector's metric; the compiler cannot follow that through the loop.
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
