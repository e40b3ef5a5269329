import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import type {Alert, AlertEvent, AlertLevel} from '../../../source/alerts/alert.js';
import type {Sample} from '../../../source/core/sample.js';
import type {MachineEvent} from '../../../source/metrics/model/events.js';
import {eventCounts} from '../../../source/metrics/values/event-kinds.js';
import {openRecording} from '../../../source/recording/read/recording.js';
import {createReport, type Report} from '../../../source/recording/report/report.js';
import {encodeReport} from '../../../source/recording/report/report-json.js';
import {reportText} from '../../../source/recording/report/report-text.js';
import {eventAt} from '../../helpers/machine-events.js';
import {cpu, disk, memory, ok, sampleAt, startMs} from '../../helpers/samples.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';
import {lines} from '../files.js';

async function reportOf(samples: readonly Sample[], text = lines(samples)): Promise<Report> {
	using directory = temporaryDirectory();
	const file = directory.file('a.json');
	writeFileSync(file, text);
	return await createReport(await openRecording(file));
}

function alertOf(id: string, second: number, level: AlertLevel): Alert {
	return {
		id,
		ruleId: 'r',
		timestampMs: startMs + second * 1000,
		sinceMs: startMs + 2000,
		durationMs: 0,
		component: 'memory',
		metric: 'memory.percentage',
		unit: 'percent',
		value: 85,
		threshold: 80,
		level,
		message: `${level} at ${second}`,
		range: {min: 85, mean: 85, max: 85},
		topProcesses: [],
		isAcknowledged: false,
		isSilenced: false,
		isNoData: false,
		handlers: [],
	};
}

test('each metric has its extremes, its mean and its 95th percentile', async () => {
	// 1 to 100 %.
	const samples = Array.from({length: 100}, (_, index) => sampleAt(index, {processor: ok(cpu(index + 1))}));
	const {metrics, samples: count} = await reportOf(samples);
	assert.equal(count, 100);
	const usage = metrics.find(({path}) => path === 'processor.usage_percent') ?? assert.fail();
	assert.deepEqual([usage.count, usage.min, usage.mean, usage.max, usage.unit], [100, 1, 50.5, 100, 'percent']);
	assert.ok(Math.abs(usage.p95 - 95) <= 0.95, String(usage.p95));
});

test('items of a list are separate metrics', async () => {
	const {metrics} = await reportOf([sampleAt(0), sampleAt(1)]);
	assert.deepEqual(
		metrics.filter(({path}) => path.endsWith('.percentage')).map(({path, mean}) => [path, mean]),
		[
			['memory.percentage', 75],
			['disks[/].percentage', 62.4],
			['disks[/data].percentage', 96.2],
		],
	);
});

test('unknown values do not count as zero', async () => {
	const {metrics} = await reportOf([
		sampleAt(0, {memory: {state: 'error', reason: 'x'}}),
		sampleAt(1),
		sampleAt(2, {memory: ok({...memory, usedPercent: 25})}),
	]);
	const {count, min, mean} = metrics.find(({path}) => path === 'memory.percentage') ?? assert.fail();
	assert.deepEqual([count, min, mean], [2, 25, 50]);
});

test('the number of metrics in a report is bounded', async () => {
	const disks = ok(Array.from({length: 400}, (_, index) => disk(`/mnt/${index}`, 50)));
	const {metrics, metricsLeftOut} = await reportOf([sampleAt(0, {disks})]);
	assert.equal(metrics.length, 500);
	assert.ok(metricsLeftOut > 300);
});

test('an alert is one episode with its highest level', async () => {
	const firing: ReadonlyArray<
		readonly [second: number, alerts: readonly Alert[], events: readonly AlertEvent['kind'][]]
	> = [
		[0, [], []],
		[2, [alertOf('a', 2, 'WARNING')], ['raised']],
		[3, [alertOf('a', 3, 'CRITICAL')], ['escalated']],
		[4, [alertOf('a', 4, 'CRITICAL')], []],
		[5, [alertOf('a', 5, 'WARNING')], ['deescalated']],
		[6, [], ['cleared']],
		[7, [{...alertOf('b', 7, 'WARNING'), sinceMs: startMs + 7000}], ['raised']],
	];
	const samples = firing.map(([second, alerts, kinds]) => ({
		...sampleAt(second),
		alerts,
		events: kinds.map(kind => ({
			id: `${kind}-${second}`,
			sequence: second,
			kind,
			alert: alerts[0] ?? alertOf('a', second, 'WARNING'),
			isSilenced: false,
		})),
	}));
	const {episodes} = await reportOf(samples);
	assert.deepEqual(
		episodes.map(({id, level, message, sinceMs, untilMs}) => [
			id,
			level,
			message,
			(sinceMs - startMs) / 1000,
			untilMs === undefined ? undefined : (untilMs - startMs) / 1000,
		]),
		[
			['a', 'CRITICAL', 'CRITICAL at 3', 2, 6],
			['b', 'WARNING', 'WARNING at 7', 7, undefined],
		],
	);
});

/** Each at a second, with a use of the processor. */
function usageAt(usages: ReadonlyArray<readonly [second: number, percent: number]>): readonly Sample[] {
	return usages.map(([second, percent], index) => sampleAt(second, {processor: ok(cpu(percent))}, index + 1));
}

/** A record of the seconds before it. */
function recordAt(second: number, percent: number, seconds: number, range?: readonly [number, number]): Sample {
	const [sample] = usageAt([[second, percent]]);
	return {
		...(sample ?? assert.fail()),
		span: {seconds, samples: seconds * 2, range: new Map(range && [['processor.usage_percent', range]])},
	};
}

async function usageOf(samples: readonly Sample[]) {
	const {metrics} = await reportOf(samples);
	const {min, mean, p95, max} = metrics.find(({path}) => path === 'processor.usage_percent') ?? assert.fail();
	return {min, mean: Math.round(mean * 100) / 100, p95: Math.round(p95), max};
}

const calmHour = Array.from({length: 60}, (_, minute) => [minute * 60, 10] as const);
const busyMinute = Array.from({length: 60}, (_, second) => [3600 + second, 95] as const);

test('a minute with many records has the weight of a minute', async () => {
	const {mean, p95} = await usageOf(usageAt([...calmHour, ...busyMinute]));
	assert.ok(Math.abs(mean - (3600 * 10 + 60 * 95) / 3660) < 0.1, String(mean));
	assert.equal(p95, 10);
});

test('a minute with many records in the middle of the hour has the weight of a minute', async () => {
	const samples = usageAt([
		...calmHour,
		...busyMinute.map(([second, percent]) => [second - 1795, percent] as const),
		// The alert is over.
		[1865, 10],
	]);
	const inOrder = samples.toSorted((left, right) => left.snapshot.timestampMs - right.snapshot.timestampMs);
	const {mean} = await usageOf(inOrder);
	assert.ok(Math.abs(mean - (3540 * 10 + 60 * 95) / 3600) < 0.5, String(mean));
});

test('a record is weighted by its span and has its own extremes', async () => {
	assert.deepEqual(
		await usageOf([
			recordAt(60, 10, 60, [1, 30]),
			recordAt(61, 95, 1),
			recordAt(62, 95, 1, [90, 99]),
			recordAt(120, 20, 58, [2, 40]),
		]),
		{min: 1, mean: 16.25, p95: 20, max: 99},
	);
});

test('gaps belong to no sample', async () => {
	const before = Array.from({length: 10}, (_, minute) => [minute * 60, 10] as const);
	const after = Array.from({length: 10}, (_, minute) => [36_000 + minute * 60, 30] as const);
	assert.equal((await usageOf(usageAt([...before, ...after]))).mean, 20);
});

test('a sample followed by a record of the same time has no duration', async () => {
	const [sample] = usageAt([[0, 100]]);
	assert.equal((await usageOf([sample ?? assert.fail(), recordAt(9.5, 0, 9.5)])).mean, 5);
});

test('a record is distributed over its minutes, and the report begins with its span', async () => {
	// From second 0 to 120: half a minute of the clock, a whole one, half of the next.
	const report = await reportOf([recordAt(120, 50, 120), recordAt(180, 80, 60)]);
	assert.equal(report.startMs, startMs);
	const {minutes} = report.worstMinutes.find(({path}) => path === 'processor.usage_percent') ?? assert.fail();
	assert.deepEqual(
		minutes.map(({startMs: minuteMs, mean}) => [(minuteMs - startMs) / 1000, mean]),
		[
			[150, 80],
			[90, 65],
			[-30, 50],
		],
	);
});

test('a record with a span of a year is distributed over a bounded number of minutes', async () => {
	const {worstMinutes} = await reportOf([recordAt(0, 50, 366 * 86_400)]);
	assert.deepEqual(
		worstMinutes.find(({path}) => path === 'processor.usage_percent')?.minutes.map(({mean}) => mean),
		[50, 50, 50],
	);
});

test('the worst minutes are those with the highest mean, not with the highest peak', async () => {
	// Minutes of the clock: the samples begin half way through one.
	const levels: ReadonlyMap<number, readonly [number, number]> = new Map([
		[30, [10, 10]],
		[90, [100, 0]],
		[150, [60, 60]],
		[210, [90, 70]],
		[270, [20, 20]],
	]);
	const samples = [...levels].flatMap(([second, percents]) =>
		percents.map((percent, index) => sampleAt(second + index * 30, {processor: ok(cpu(percent))})),
	);
	const {worstMinutes} = await reportOf(samples);
	const {minutes} = worstMinutes.find(({path}) => path === 'processor.usage_percent') ?? assert.fail();
	assert.deepEqual(
		minutes.map(({startMs: minuteMs, mean}) => [(minuteMs - startMs) / 1000, mean]),
		[
			[210, 80],
			[150, 60],
			[90, 50],
		],
	);
});

test('damaged places are counted', async () => {
	const samples = [sampleAt(0), sampleAt(1)];
	const {samples: count, damagedLines} = await reportOf(samples, `${lines(samples)}junk\n`);
	assert.deepEqual([count, damagedLines], [2, 1]);
});

test('the text report has tables without control characters of names', async () => {
	const disks = ok([disk('/mnt/\u001B[31mred', 50)]);
	const report = await reportOf([sampleAt(0, {disks}), sampleAt(60, {disks})], undefined);
	const text = reportText(report, {hasColor: false, isAscii: true});
	const [heading = ''] = text.split('\n');
	assert.match(heading, /^2026-01-\d\d \d\d:\d\d:\d\d to 2026-01-\d\d \d\d:\d\d:\d\d \(1m 0s\), 2 samples$/);
	assert.match(text, /\| processor\.usage_percent +\| 25\.5% +\| 25\.5% +\| 25\.5% +\| 25\.5% +\|/);
	assert.match(text, /disks\[\/mnt\/·\[31mred\]\.percentage/);
	assert.match(text, /\nNo alerts\n/);
	assert.match(text, /\| processor\.usage_percent +\| 2026-01-\d\d \d\d:\d\d:00 +\| 25\.5% +\|/);
	assert.doesNotMatch(text, /[^\x20-\x7E\n·°]/);
});

test('the text report marks an alert that is still firing', async () => {
	const samples = [2, 3].map(second => ({...sampleAt(second), alerts: [alertOf('a', second, 'WARNING')]}));
	const text = reportText(await reportOf(samples), {hasColor: false, isAscii: true});
	assert.match(text, /\| 1s, still firing +\| WARNING +\| WARNING at 2 +\|/);
});

test('the JSON report is one line with the names of the wire protocol', async () => {
	const samples = [2, 3].map(second => ({...sampleAt(second), alerts: [alertOf('a', second, 'WARNING')]}));
	const line = encodeReport(await reportOf(samples));
	assert.ok(!line.includes('\n'));
	const report = JSON.parse(line);
	assert.deepEqual([report.type, report.samples, report.damaged_lines], ['report', 2, 0]);
	assert.equal(report.from, '2026-01-04T10:15:32.000+00:00');
	assert.deepEqual(report.alerts, [
		{
			id: 'a',
			component: 'memory',
			metric: 'memory.percentage',
			level: 'WARNING',
			message: 'WARNING at 2',
			since: '2026-01-04T10:15:32.000+00:00',
			until: null,
		},
	]);
	const {p95, ...rest} = report.metrics.find(({metric}: {metric: string}) => metric === 'memory.percentage');
	assert.deepEqual(rest, {metric: 'memory.percentage', unit: 'percent', count: 2, min: 75, mean: 75, max: 75});
	assert.equal(p95, 75);
	assert.deepEqual(report.worst_minutes[0], {
		metric: 'processor.usage_percent',
		unit: 'percent',
		minute: '2026-01-04T10:15:00.000+00:00',
		mean: 25.5,
	});
});

test('each event is reported once, as it was last recorded, with what is printable of its text', async () => {
	const kill = eventAt(startMs, {
		id: 'run-1',
		groupPath: '/docker/ab12',
		text: 'OOM kill: \u{1B}mysqld (4711)',
	});
	const at = (second: number, ...list: readonly MachineEvent[]): Sample =>
		sampleAt(second, {events: ok({list, kernelLog: 'read', counts: eventCounts(() => 0)})});
	const later = {...kill, id: 'run-2', atMs: startMs + 2000, lastAtMs: startMs + 2000, text: 'later'};
	const again = {...kill, lastAtMs: startMs + 2000, count: 3};
	const report = await reportOf([at(0, kill), at(1, kill), at(2, again, later), at(3)]);
	assert.deepEqual(report.events, [again, later]);
	assert.match(reportText(report), /│ 3 +│ critical │ OOM kill: ·mysqld \(4711\) +│/);
	assert.deepEqual(
		JSON.parse(encodeReport(report)).events.map(({id, count}: {id: string; count: number}) => [id, count]),
		[
			['run-1', 3],
			['run-2', 1],
		],
	);
});
