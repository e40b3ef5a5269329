import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Alert} from '../../source/alerts/alert.js';
import {
	acknowledgeAlert,
	createAlertEngine,
	evaluateSnapshot,
	silenceTarget,
} from '../../source/alerts/engine/alert-engine.js';
import {createRules} from '../../source/alerts/rules/create-rules.js';
import {changeAlerts, initialState, type MonitorState, receiveSample} from '../../source/core/state.js';
import {alertCounts} from '../../source/ui/alerts/alert-lines.js';
import {unicodeGlyphs} from '../../source/ui/drawing/glyphs.js';
import {machineTitle} from '../../source/ui/views/title-text.js';
import {memoryAlert} from '../helpers/memory-alert.js';
import {processesOf, processOf} from '../helpers/processes.js';
import {type RenderedApp, renderApp} from '../helpers/render-app.js';
import {memory, ok, sampleAt, startMs} from '../helpers/samples.js';

const mebibyte = 2 ** 20;

const list = [
	processOf(10, {name: 'busy', cpuPercent: 80}),
	processOf(20, {name: 'grown', residentSetBytes: 1100 * mebibyte}),
	processOf(30, {name: 'newcomer', residentSetBytes: 713 * mebibyte, writeBytesPerSecond: 5e6}),
];

const processes = ok(processesOf(list));

const alert: Alert = {
	...memoryAlert(startMs),
	topProcesses: [
		{pid: 20, name: 'grown', cpuPercent: 0, residentSetBytes: 300 * mebibyte},
		{pid: 99, name: 'gone', cpuPercent: 3, residentSetBytes: 200 * mebibyte},
	],
};

function stateWith(alerts: readonly Alert[], listed = processes): MonitorState {
	const empty = initialState(1000, {samples: 100, seconds: 600});
	return receiveSample(empty, {...sampleAt(1, {processes: listed}), alerts});
}

const text = (app: RenderedApp): string => app.rows().join('\n');
const size = {columns: 80, rows: 24};

describe('the details of an alert', () => {
	it('of memory name processes with bytes, then and now, and say which have ended', async () => {
		await using app = await renderApp(stateWith([alert]), size);
		await app.press('a');
		await app.press('\r');
		assert.match(text(app), /Then +grown \(20\), 300 MiB, now 1\.07 GiB/);
		assert.match(text(app), /gone \(99\), 200 MiB, ended/);
		assert.match(text(app), /Now +grown \(20\), 1\.07 GiB/);
		assert.match(text(app), /newcomer \(30\), 713 MiB/);
		assert.doesNotMatch(text(app), /% CPU/);
	});

	it('of disk I/O name processes with their rate', async () => {
		const ofDisk = {...alert, component: 'disk', metric: 'disk_io.busy_percent', topProcesses: []};
		await using app = await renderApp(stateWith([ofDisk]), size);
		await app.press('a');
		await app.press('\r');
		assert.match(text(app), /Now +newcomer \(30\), 5\.00 MB\/s/);
	});

	it('of any other trouble name only processes that contribute to it, with what they contribute', async () => {
		const contributors = processesOf([
			...list,
			processOf(40, {name: 'swapped', swapBytes: 64 * mebibyte}),
			processOf(50, {name: 'leaking', openFiles: 4000}),
		]);
		const subjects = [
			{metric: 'memory.swap.percentage', now: /Now +swapped \(40\), 64\.0M/},
			{metric: 'finding kernel.files', now: /Now +leaking \(50\), 4000 files/},
		];
		for (const {metric, now} of subjects) {
			const state = stateWith([{...alert, metric, topProcesses: []}], ok(contributors));
			await using app = await renderApp(state, size);
			await app.press('a');
			await app.press('\r');
			assert.match(text(app), now);
			assert.doesNotMatch(text(app), /% CPU|grown/);
		}
	});
});

describe('the row of an alert', () => {
	it('names who used most, where there is room', async () => {
		await using app = await renderApp(stateWith([alert]), {columns: 120, rows: 40});
		await app.press('a');
		assert.match(text(app), /High memory usage: 85\.0%.*grown 300 MiB/);
	});

	it('has its marks before the text, all of them', async () => {
		const marked = {...alert, isNoData: true, isAcknowledged: true, isSilenced: true};
		await using app = await renderApp(stateWith([marked]), size);
		await app.press('a');
		assert.match(text(app), /WARNING +no data, acknowledged, silenced +High/);
	});
});

describe('acknowledged and silenced alerts', () => {
	const loud = {...alert, id: 'b', level: 'CRITICAL' as const};
	const acknowledged = {...alert, id: 'c', isAcknowledged: true};
	const silenced = {...alert, id: 'd', isSilenced: true};

	it('are counted apart in the header and in the panel', async () => {
		await using app = await renderApp(stateWith([loud, acknowledged, silenced]), size);
		assert.match(app.rows()[0] ?? '', /✖1 \(2\)/);
		const counts = alertCounts([loud, acknowledged, silenced], unicodeGlyphs).map(part => part.text);
		assert.equal(counts.join(''), '1 critical · 1 acknowledged · 1 silenced');
	});

	it('have their marks before the next sample', async () => {
		const engine = createAlertEngine(createRules([{metric: 'memory.percentage', warning: 50, critical: 99}]), 'run');
		let evaluated = evaluateSnapshot(engine, sampleAt(0, {memory: ok({...memory, usedPercent: 75})}).snapshot);
		for (let seconds = 1; seconds <= 20; seconds++) {
			evaluated = evaluateSnapshot(
				evaluated.engine,
				sampleAt(seconds, {memory: ok({...memory, usedPercent: 75})}).snapshot,
			);
		}

		const {snapshot} = sampleAt(20, {processes});
		const start = initialState(1000, {samples: 100, seconds: 600}, evaluated.engine);
		const state = changeAlerts(
			receiveSample(start, {...sampleAt(20), snapshot, alerts: evaluated.alerts}),
			evaluated.engine,
		);
		const id = evaluated.alerts[0]?.id ?? '';
		await using app = await renderApp(state, size);
		assert.match(app.rows()[0] ?? '', /▲1/);
		await app.press('a');
		await app.setState(now => changeAlerts(now, acknowledgeAlert(now.alerts, id)));
		assert.match(text(app), /WARNING +acknowledged +High/);
		assert.match(app.rows()[0] ?? '', /\(1\)/);
		await app.setState(now => changeAlerts(now, silenceTarget(now.alerts, id, startMs + 3_600_000)));
		assert.match(text(app), /WARNING +acknowledged, silenced +High/);
		assert.match(machineTitle(state, unicodeGlyphs) ?? '', /^▲ High memory usage/);
		assert.match(machineTitle(changeAlerts(state, acknowledgeAlert(state.alerts, id)), unicodeGlyphs) ?? '', /^● /);
	});
});
