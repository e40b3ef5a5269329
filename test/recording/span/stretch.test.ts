import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Sample} from '../../../source/core/sample.js';
import {numbersOf} from '../../../source/measurements/numbers-of.js';
import {readMetric} from '../../../source/measurements/read-metric.js';
import {unmeasured} from '../../../source/metrics/gpu/unmeasured.js';
import {known, pending} from '../../../source/metrics/reading.js';
import type {Gpu, Process, Processes, Readings} from '../../../source/metrics/snapshot.js';
import {encodeMonitoringData, monitoringData} from '../../../source/protocol/messages/monitoring-data.js';
import {parseMonitoringData} from '../../../source/protocol/messages/parse-monitoring-data.js';
import {figures} from '../../../source/recording/span/figures.js';
import {createStretch} from '../../../source/recording/span/stretch.js';
import {arbitrarySample} from '../../helpers/arbitrary-sample.js';
import {processOf} from '../../helpers/processes.js';
import {cpu, disk, memory, ok, sampleAt} from '../../helpers/samples.js';

/** One sample of those, each at a second. */
function stretchOf(samples: ReadonlyArray<readonly [second: number, readings: Partial<Readings>]>): Sample {
	const stretch = createStretch();
	for (const [index, [second, readings]] of samples.entries()) {
		stretch.add(sampleAt(second, readings, index + 1));
	}

	return stretch.take() ?? assert.fail();
}

const withUsage = (percent: number): Partial<Readings> => ({processor: ok(cpu(percent))});

test('a share is the mean over time', () => {
	const {snapshot, span, sequence} = stretchOf([
		[0, withUsage(99)],
		[0.5, withUsage(10)],
		[2.5, withUsage(60)],
		[3, withUsage(20)],
	]);
	// 0.5 s at 10, 2 s at 60, 0.5 s at 20. Nothing is known of the time before the first sample.
	assert.equal(readMetric(snapshot, 'processor.usage_percent'), 45);
	assert.deepEqual([span?.seconds, span?.samples, sequence], [3, 4, 4]);
	assert.deepEqual(span?.range.get('processor.usage_percent'), [10, 99]);
	assert.equal(snapshot.timestampMs, sampleAt(3).snapshot.timestampMs);
});

test('an unchanged reading is weighted by its time', () => {
	const calm = withUsage(10);
	const {snapshot} = stretchOf([
		[0, calm],
		[1, calm],
		[2, calm],
		[3, calm],
		[4, withUsage(50)],
	]);
	assert.equal(readMetric(snapshot, 'processor.usage_percent'), 20);
});

test('unknown values do not count as zero', () => {
	const {snapshot, span} = stretchOf([
		[0, {}],
		[1, {memory: {state: 'error', reason: 'x'}}],
		[2, {memory: ok({...memory, usedPercent: 50})}],
		[3, {memory: ok({...memory, usedPercent: 60})}],
	]);
	assert.equal(readMetric(snapshot, 'memory.percentage'), 55);
	assert.deepEqual(span?.range.get('memory.percentage'), [50, 75]);
});

test('a failing reading at the end is absent, a pending one keeps its value', () => {
	const {snapshot} = stretchOf([
		[0, withUsage(10)],
		[1, withUsage(30)],
		[2, {memory: {state: 'timeout', reason: 'hangs'}, processor: pending}],
	]);
	assert.deepEqual(snapshot.readings.memory, {state: 'timeout', reason: 'hangs'});
	assert.equal(readMetric(snapshot, 'processor.usage_percent'), 30);
});

test('items of a list are aggregated separately when others appear, disappear or have the same name', () => {
	const sensor = (label: string, celsius: number) => ({
		label,
		celsius,
		highCelsius: undefined,
		criticalCelsius: undefined,
	});
	const {snapshot, span} = stretchOf([
		[0, {}],
		[
			1,
			{
				disks: ok([disk('/a', 10), disk('/b', 20)]),
				temperatures: ok({cpuCelsius: undefined, sensors: [sensor('x', 40), sensor('x', 60)]}),
			},
		],
		[
			2,
			{
				disks: ok([disk('/new', 90), disk('/b', 40)]),
				temperatures: ok({cpuCelsius: undefined, sensors: [sensor('x', 44), sensor('x', 62)]}),
			},
		],
	]);
	assert.deepEqual(
		known(snapshot.readings.disks)?.map(({path, space}) => [path, known(space)?.usedPercent]),
		[
			['/new', 90],
			['/b', 30],
		],
	);
	assert.deepEqual(
		known(snapshot.readings.temperatures)?.sensors.map(({celsius}) => celsius),
		[42, 61],
	);
	assert.deepEqual(span?.range.get('disks[/b].percentage'), [20, 40]);
	assert.equal(span?.range.has('disks[/a].percentage'), false);
});

test('counts are those of the end, and the maximum delay is that of all samples', () => {
	const processes = (running: number): Processes => ({
		total: 100,
		running,
		sleeping: undefined,
		stopped: undefined,
		zombie: undefined,
		threads: undefined,
		unreadable: undefined,
		blocked: undefined,
		ended: undefined,
		list: undefined,
	});
	const self = (eventLoopDelayMs: number) =>
		ok({
			cpuPercent: 1,
			cpuSeconds: 1,
			residentSetBytes: 1,
			memoryPercent: 1,
			connections: 1,
			heapUsedBytes: 1,
			heapTotalBytes: 1,
			externalBytes: 1,
			threads: 1,
			openFiles: 1,
			eventLoopDelayMs,
			gcCount: 1,
			gcPauseMs: 1,
			uptimeSeconds: 1,
			memoryTrendBytesPerHour: undefined,
			leakWarning: undefined,
		});
	const {snapshot, span} = stretchOf([
		[0, {processes: ok(processes(9)), self: self(1)}],
		[1, {processes: ok(processes(9)), self: self(80)}],
		[2, {processes: ok(processes(2)), self: self(3)}],
	]);
	assert.equal(readMetric(snapshot, 'processes.running'), 2);
	assert.deepEqual(span?.range.get('processes.running'), [2, 9]);
	assert.equal(readMetric(snapshot, 'self.event_loop_delay'), 80);
});

test('the usage of a process is computed from its processor time over the span', () => {
	const one = (pid: number, cpuTimeSeconds: number | undefined, cpuPercent: number): Process =>
		processOf(pid, {startedAtMs: 5, cpuPercent, cpuTimeSeconds});
	const list = (...processes: readonly Process[]): Partial<Readings> => ({
		processes: ok({
			total: processes.length,
			running: 0,
			sleeping: 0,
			stopped: 0,
			zombie: 0,
			threads: 0,
			unreadable: undefined,
			blocked: undefined,
			ended: undefined,
			list: processes,
		}),
	});
	const stretch = createStretch();
	stretch.add(sampleAt(0, list(one(1, 10, 0), one(2, 10, 0)), 1));
	stretch.add(sampleAt(5, list(one(1, 15, 0), one(2, 10, 0)), 2));
	stretch.add(sampleAt(10, list(one(1, 15, 0), one(2, 10, 0), one(3, 1, 100), one(4, undefined, 7)), 3));
	const shares = (sample: Sample | undefined) =>
		known(sample?.snapshot.readings.processes)?.list?.map(({cpuPercent}) => cpuPercent);
	assert.deepEqual(shares(stretch.take()), [50, 0, 10, 7]);

	// The next stretch begins where this one ended.
	stretch.add(sampleAt(15, list(one(1, 20, 0)), 4));
	stretch.add(sampleAt(20, list(one(1, 20, 0)), 5));
	assert.deepEqual(shares(stretch.take()), [50]);
});

test('gaps are not part of the span', () => {
	const {snapshot, span} = stretchOf([
		[0, withUsage(10)],
		[0.5, withUsage(10)],
		[1, withUsage(10)],
		[3600, withUsage(70)],
	]);
	assert.equal(span?.seconds, 1.5);
	assert.equal(readMetric(snapshot, 'processor.usage_percent'), 30);
});

test('samples ten intervals apart cover the whole time', () => {
	const {span} = stretchOf([0, 5, 10, 15].map(second => [second, {}] as const));
	// Only the second distance shows that the first one was no pause.
	assert.equal(span?.seconds, 10.5);
});

test('a single sample is unchanged, and no sample gives no record', () => {
	const stretch = createStretch();
	assert.equal(stretch.take(), undefined);
	const sample = sampleAt(0);
	stretch.add(sample);
	assert.equal(stretch.take(), sample);
	assert.equal(stretch.take(), undefined);
});

test('a lost GPU has its reason without numbers', () => {
	const gpu = (problem: string | undefined, usedPercent: number | undefined): Gpu => ({
		...unmeasured,
		id: 0,
		name: 'x',
		vendor: 'nvidia',
		uniqueId: 'a',
		problem,
		usedPercent,
	});
	const {snapshot} = stretchOf([
		[0, {gpu: ok([gpu(undefined, 10)])}],
		[1, {gpu: ok([gpu(undefined, 90)])}],
		[2, {gpu: ok([gpu('lost', undefined)])}],
	]);
	assert.deepEqual(snapshot.readings.gpu, ok([gpu('lost', undefined)]));
});

test('numbers are within their range, and the span is preserved by the message', () => {
	fc.assert(
		fc.property(fc.array(arbitrarySample, {minLength: 2, maxLength: 4}), samples => {
			const stretch = createStretch();
			for (const [index, {span: _, ...sample}] of samples.entries()) {
				stretch.add({...sample, snapshot: {...sample.snapshot, monotonicMs: index * 1000, intervalMs: 1000}});
			}

			const record = stretch.take() ?? assert.fail();
			const numbers = numbersOf(record.snapshot);
			assert.ok([...numbers.values()].every(Number.isFinite));
			for (const [path, [lowest, highest]] of record.span?.range ?? []) {
				const value = numbers.get(path) ?? assert.fail(path);
				assert.ok(lowest <= value && value <= highest && lowest < highest, path);
			}

			// As JSON: there is no -0 in it.
			const read = parseMonitoringData(JSON.parse(encodeMonitoringData(record)));
			assert.equal(JSON.stringify(monitoringData(read).span), JSON.stringify(monitoringData(record).span));
		}),
		{numRuns: 200},
	);
});

/** Numbers that stay, that name something, or that only grow. */
const constant = new Set(
	`intervalMs timestampMs monotonicMs id pid parentPid startedAtMs nice cpuTimeSeconds maxMhz totalBytes total
	memoryTotalBytes powerLimitWatts linkMbps highCelsius criticalCelsius cpuLimitCores memoryLimitBytes logicalCores
	physicalCores bootTimeMs receivedBytes sentBytes receivedPackets sentPackets receiveErrors sendErrors receiveDrops
	sendDrops cpuSeconds gcCount gcPauseMs uptimeSeconds memoryTrendBytesPerHour unreadable memoryBytes maximum priority
	openFiles maxOpenFiles ioErrors devices hugePagesTotalBytes corruptedBytes commitLimitBytes oomKills carrierChanges
	thermalThrottles correctedMemoryErrors uncorrectedMemoryErrors fullWattHours secondsLeft memoryLimitHits pidsLimit
	pidsLimitHits restarts sinceMs atMs lastAtMs count`.split(/\s+/),
);

test('each number of a reading is aggregated or known to be constant', () => {
	const undecided = new Set<string>();
	const look = (value: unknown): void => {
		if (Array.isArray(value)) {
			value.forEach(look);
		} else if (typeof value === 'object' && value !== null) {
			for (const [name, field] of Object.entries(value)) {
				if (typeof field === 'number' && !figures.has(name) && !constant.has(name)) {
					undecided.add(name);
				}

				look(field);
			}
		}
	};
	for (const {snapshot} of fc.sample(arbitrarySample, 200)) {
		look(snapshot.readings);
	}

	assert.deepEqual([...undecided], []);
});
