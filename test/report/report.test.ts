import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import type {Alert, AlertEvent, AlertLevel} from '../../source/alerts/alert.js';
import {openRecording} from '../../source/recording/recording.js';
import {createReport, type Report} from '../../source/report/report.js';
import {encodeReport} from '../../source/report/report-json.js';
import {reportText} from '../../source/report/report-text.js';
import type {Sample} from '../../source/sample.js';
import {cpu, disk, memory, ok, sampleAt, startMs} from '../helpers/samples.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {lines} from '../recording/files.js';

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
	const samples = Array.from({length: 100}, (_, index) => sampleAt(index, {cpu: ok(cpu(index + 1))}));
	const {metrics, samples: count} = await reportOf(samples);
	assert.equal(count, 100);
	const usage = metrics.find(({path}) => path === 'processor.usage_percent') ?? assert.fail();
	assert.deepEqual([usage.count, usage.min, usage.mean, usage.max, usage.unit], [100, 1, 50.5, 100, 'percent']);
	assert.ok(Math.abs(usage.p95 - 95) <= 0.95, String(usage.p95));
});

test('items of a list are metrics of their own', async () => {
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

test('what was not known does not count as zero', async () => {
	const {metrics} = await reportOf([
		sampleAt(0, {memory: {state: 'error', reason: 'x'}}),
		sampleAt(1),
		sampleAt(2, {memory: ok({...memory, usedPercent: 25})}),
	]);
	const {count, min, mean} = metrics.find(({path}) => path === 'memory.percentage') ?? assert.fail();
	assert.deepEqual([count, min, mean], [2, 25, 50]);
});

test('very many disks do not make a report without end', async () => {
	const disks = ok(Array.from({length: 400}, (_, index) => disk(`/mnt/${index}`, 50)));
	const {metrics, metricsLeftOut} = await reportOf([sampleAt(0, {disks})]);
	assert.equal(metrics.length, 500);
	assert.ok(metricsLeftOut > 300);
});

test('an alert is one episode from its beginning to its end, as grave as it ever was', async () => {
	const firing: ReadonlyArray<
		readonly [second: number, alerts: readonly Alert[], events: readonly AlertEvent['kind'][]]
	> = [
		[0, [], []],
		[2, [alertOf('a', 2, 'WARNING')], ['raised']],
		[3, [alertOf('a', 3, 'CRITICAL')], ['escalated']],
		[4, [alertOf('a', 4, 'CRITICAL')], []],
		[5, [alertOf('a', 5, 'WARNING')], ['eased']],
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

test('the worst minutes are those with the highest mean, not with the highest peak', async () => {
	// Minutes of the clock: the samples begin half way through one.
	const levels: ReadonlyMap<number, readonly [number, number]> = new Map([
		[0, [10, 10]],
		[60, [100, 0]],
		[120, [60, 60]],
		[180, [90, 70]],
		[240, [20, 20]],
	]);
	const samples = [...levels].flatMap(([second, percents]) =>
		percents.map((percent, index) => sampleAt(second + index, {cpu: ok(cpu(percent))})),
	);
	const {worstMinutes} = await reportOf(samples);
	const {minutes} = worstMinutes.find(({path}) => path === 'processor.usage_percent') ?? assert.fail();
	assert.deepEqual(
		minutes.map(({startMs: minuteMs, mean}) => [(minuteMs - startMs) / 1000, mean]),
		[
			[150, 80],
			[90, 60],
			[30, 50],
		],
	);
});

test('damage is counted', async () => {
	const samples = [sampleAt(0), sampleAt(1)];
	const {samples: count, damagedLines} = await reportOf(samples, `${lines(samples)}junk\n`);
	assert.deepEqual([count, damagedLines], [2, 1]);
});

test('as text it says the same in tables, without control characters of names', async () => {
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

test('as text an alert that goes on is said to be not over', async () => {
	const samples = [2, 3].map(second => ({...sampleAt(second), alerts: [alertOf('a', second, 'WARNING')]}));
	const text = reportText(await reportOf(samples), {hasColor: false, isAscii: true});
	assert.match(text, /\| 1s, not over +\| WARNING +\| WARNING at 2 +\|/);
});

test('as JSON it is one line, in the words of the messages', async () => {
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
