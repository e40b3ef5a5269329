import assert from 'node:assert/strict';
import {test} from 'node:test';
import {localSource} from '../../source/core/local.js';
import type {SourceUpdate} from '../../source/core/source.js';
import type {Machine} from '../../source/metrics/collector.js';
import {known} from '../../source/metrics/reading.js';
import type {Snapshot} from '../../source/metrics/snapshot.js';

const machine: Machine = {root: '', monotonicMs: () => performance.now(), nowMs: () => Date.now()};

/** A collector that counts its calls and needs two for a value, like a rate. */
function createCountingCollectors(cadenceMs: number) {
	let calls = 0;
	return [
		{
			name: 'load' as const,
			cadenceMs,
			timeoutMs: 1000,
			collect() {
				calls += 1;
				return calls === 1 ? undefined : {load1: calls, load5: 0, load15: 0};
			},
		},
	];
}

async function take(count: number, turns: AsyncIterable<SourceUpdate>): Promise<readonly Snapshot[]> {
	const taken: Snapshot[] = [];
	for await (const {snapshot} of turns) {
		taken.push(snapshot);
		if (taken.length === count) {
			break;
		}
	}

	return taken;
}

test('the first rate is available before a whole interval has passed', async () => {
	const source = localSource({intervalMs: 60_000, machine, createCollectors: createCountingCollectors});
	const [first, second] = await take(2, source.updates(new AbortController().signal));
	assert.equal(first?.readings.load.state, 'pending');
	assert.equal(known(second?.readings.load)?.load1, 2);
	assert.equal(second?.intervalMs, 60_000);
});

test('ticks are at multiples of the interval from the start', async () => {
	const source = localSource({intervalMs: 50, machine, createCollectors: createCountingCollectors});
	const snapshots = await take(6, source.updates(new AbortController().signal));
	const startMs = snapshots[0]?.monotonicMs ?? 0;
	const slots = snapshots.map(({monotonicMs}) => Math.floor((monotonicMs - startMs + 5) / 50));
	assert.deepEqual(
		[...slots].sort((a, b) => a - b),
		slots,
	);
	assert.equal(new Set(slots).size, slots.length, `two ticks in one slot: ${slots.join(' ')}`);
});

test('a blocking consumer causes skipped ticks, not shifted ones', async () => {
	const source = localSource({intervalMs: 50, machine, createCollectors: createCountingCollectors});
	const abort = new AbortController();
	const times: number[] = [];
	for await (const {
		snapshot: {monotonicMs},
	} of source.updates(abort.signal)) {
		times.push(monotonicMs);
		if (times.length === 2) {
			const until = performance.now() + 180;
			while (performance.now() < until) {
				// Simulates a stall of the process.
			}
		}

		if (times.length === 5) {
			abort.abort();
		}
	}

	// No burst of ticks after the stall: even if the first of three is late, the last one is two intervals later.
	const [, , third = 0, , fifth = 0] = times;
	assert.ok(fifth - third > 45, times.join(' '));
});

test('aborting ends the wait immediately without an error', async () => {
	const source = localSource({intervalMs: 3_600_000, machine, createCollectors: createCountingCollectors});
	const abort = new AbortController();
	let count = 0;
	for await (const _ of source.updates(abort.signal)) {
		count += 1;
		if (count === 2) {
			setImmediate(() => abort.abort());
		}
	}

	assert.equal(count, 2);
});

test('a new interval takes effect immediately, with new collectors', async () => {
	const cadences: number[] = [];
	const source = localSource({
		intervalMs: 3_600_000,
		machine,
		createCollectors(intervalMs) {
			cadences.push(intervalMs);
			return createCountingCollectors(intervalMs);
		},
	});
	const intervals: number[] = [];
	for await (const {
		snapshot: {intervalMs},
	} of source.updates(new AbortController().signal)) {
		intervals.push(intervalMs);
		if (intervals.length === 2) {
			setImmediate(() => source.setIntervalMs?.(20));
		}

		if (intervals.length === 5) {
			break;
		}
	}

	assert.deepEqual(cadences, [3_600_000, 20]);
	assert.deepEqual(intervals, [3_600_000, 3_600_000, 20, 20, 20]);
});

test('collectors are disposed when the source ends', async () => {
	let disposed = 0;
	const source = localSource({
		intervalMs: 20,
		machine,
		createCollectors: intervalMs =>
			createCountingCollectors(intervalMs).map(collector => ({
				...collector,
				[Symbol.dispose]() {
					disposed += 1;
				},
			})),
	});
	await take(3, source.updates(new AbortController().signal));
	assert.equal(disposed, 1);
});
