import type {Machine} from '../metrics/collector.js';
import type {CollectorFactory} from '../metrics/collectors.js';
import type {CustomCollector} from '../metrics/custom-collector.js';
import type {SampleProcesses} from '../metrics/process-sampler.js';
import {createCustomScheduler} from '../metrics/schedule/custom-scheduler.js';
import {createScheduler} from '../metrics/schedule/scheduler.js';
import type {Snapshot} from '../metrics/snapshot.js';
import {createPace, type Pace} from './pace.js';
import type {Source} from './source.js';

export type LocalSourceOptions = {
	readonly intervalMs: number;
	readonly machine: Machine;
	/** Called again when the interval changes. */
	readonly createCollectors: CollectorFactory;
	/** They live as long as the source, whatever its interval. */
	readonly customCollectors?: readonly CustomCollector[];
	readonly sampleProcesses?: SampleProcesses | undefined;
};

/** The source of this machine. */
export type LocalSource = Source & {
	/** Measures with other collectors from the next sample on, which is at once. */
	setCollectors(create: CollectorFactory): void;
};

/**
A rate needs two readings. The second is taken this soon after the first instead of a whole interval later, so that the
screen shows real values almost at once: 17 clock ticks, enough for a first figure.
*/
const firstIntervalMs = 175;

/** This machine. Ticks are on a fixed raster from the start: a late one does not shift those that follow. */
export function localSource({
	intervalMs: initialMs,
	machine,
	createCollectors: initialFactory,
	customCollectors = [],
	sampleProcesses,
}: LocalSourceOptions): LocalSource {
	let intervalMs = initialMs;
	let createCollectors = initialFactory;
	let scheduler: ReturnType<typeof createScheduler> | undefined;
	let customScheduler: ReturnType<typeof createCustomScheduler> | undefined;
	let pace: Pace | undefined;

	return {
		kind: 'local',
		sampleProcesses,
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
				pace = createPace(intervalMs, firstIntervalMs, machine.monotonicMs);
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
