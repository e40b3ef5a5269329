import type {Machine} from '../metrics/collector.js';
import type {CollectorFactory} from '../metrics/collectors.js';
import type {CustomCollector} from '../metrics/custom-collector.js';
import type {SampleProcesses} from '../metrics/process-sampler.js';
import {createCustomScheduler} from '../metrics/schedule/custom-scheduler.js';
import {createScheduler} from '../metrics/schedule/scheduler.js';
import type {Investigate, Snapshot} from '../metrics/snapshot.js';
import {createPace, type Pace} from './pace.js';
import type {Source} from './source.js';

/** The options of `localSource`. */
export type LocalSourceOptions = {
	readonly intervalMs: number;
	readonly machine: Machine;
	/** Called at the start and after each change of the interval. */
	readonly createCollectors: CollectorFactory;
	/** Collectors that live as long as the source; changes of the interval do not restart them. */
	readonly customCollectors?: readonly CustomCollector[];
	readonly sampleProcesses?: SampleProcesses | undefined;
	readonly investigate?: Investigate | undefined;
	readonly findMissingTools?: Source['findMissingTools'];
};

/** A source that measures this machine. */
export type LocalSource = Source & {
	/** Replaces the collectors and takes the next sample immediately. */
	setCollectors(create: CollectorFactory): void;
};

/**
The time between the first two readings. It is shorter than an interval so that rates, which need two readings, are
displayed soon after the start. 175 ms are 17 clock ticks, enough for a first value.
*/
const firstIntervalMs = 175;

/**
Returns a source that measures this machine. Ticks are scheduled at fixed times from the start: a late tick does not
delay later ones.
*/
export function localSource({
	intervalMs: initialMs,
	machine,
	createCollectors: initialFactory,
	customCollectors = [],
	sampleProcesses,
	investigate,
	findMissingTools,
}: LocalSourceOptions): LocalSource {
	let intervalMs = initialMs;
	let createCollectors = initialFactory;
	let scheduler: ReturnType<typeof createScheduler> | undefined;
	let customScheduler: ReturnType<typeof createCustomScheduler> | undefined;
	let pace: Pace | undefined;

	return {
		kind: 'local',
		sampleProcesses,
		investigate,
		findMissingTools,
		intervalMs: () => intervalMs,
		setIntervalMs(nextMs) {
			if (nextMs !== intervalMs) {
				intervalMs = nextMs;
				pace?.change();
			}
		},
		setCollectors(create) {
			createCollectors = create;
			pace?.change();
		},
		health: () => [...(scheduler?.health() ?? []), ...(customScheduler?.health() ?? [])],
		async *updates(signal) {
			using customOfThisRun = createCustomScheduler(customCollectors, machine.monotonicMs);
			customScheduler = customOfThisRun;
			while (!signal.aborted) {
				using collectorsOfThisPace = createScheduler(createCollectors(intervalMs), machine.monotonicMs);
				scheduler = collectorsOfThisPace;
				using paceOfThisRun = createPace(intervalMs, firstIntervalMs, machine.monotonicMs);
				pace = paceOfThisRun;
				let ticks = 0;
				do {
					const custom = customScheduler.tick();
					const snapshot: Snapshot = {
						timestampMs: machine.nowMs(),
						monotonicMs: machine.monotonicMs(),
						intervalMs,
						readings: ticks === 1 ? scheduler.warmUp() : scheduler.tick(),
						...(custom && {custom}),
					};
					ticks += 1;
					yield {snapshot};
				} while ((await pace.next(signal)) === 'tick');
			}
		},
	};
}
