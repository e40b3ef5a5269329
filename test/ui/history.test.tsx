import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {initialState, type MonitorState, receiveSample} from '../../source/core/state.js';
import type {Finding} from '../../source/diagnosis/finding.js';
import type {Process} from '../../source/metrics/snapshot.js';
import {eventOf} from '../helpers/alert-events.js';
import {findingOf} from '../helpers/findings.js';
import {processesOf, processOf} from '../helpers/processes.js';
import {type RenderedApp, renderApp} from '../helpers/render-app.js';
import {ok, sampleAt} from '../helpers/samples.js';

const left = '\u{1B}[D';

const lowMemory = findingOf({
	id: 'memory.low',
	resource: 'memory',
	where: undefined,
	sentence: 'Memory is low: large (2) uses 4.0 GiB',
});

function at(seconds: number, list: readonly Process[] | undefined, findings: readonly Finding[] = []) {
	const processes = ok(processesOf(list, {total: 500, sleeping: 499, threads: 500}));
	return {...sampleAt(seconds, {processes}), findings};
}

const start = (): MonitorState => receiveSample(initialState(1000, {samples: 100, seconds: 600}), at(0, undefined));

async function feed(
	app: RenderedApp,
	[from, to]: readonly [number, number],
	list: readonly Process[] | undefined,
	findings?: readonly Finding[],
): Promise<void> {
	for (let seconds = from; seconds <= to; seconds++) {
		await app.setState(state => receiveSample(state, at(seconds, list, findings)));
	}
}

const size = {columns: 100, rows: 30};

const text = (app: RenderedApp): string => app.rows().join('\n');

describe('the history', () => {
	it('shows the processes, the verdict and the order of an earlier moment', async () => {
		await using app = await renderApp(start(), size);
		await feed(
			app,
			[1, 5],
			[processOf(1, {name: 'culprit', cpuPercent: 99}), processOf(2, {name: 'large', residentSetBytes: 4 * 2 ** 30})],
			[lowMemory],
		);
		await feed(app, [6, 30], [processOf(3, {name: 'calm', cpuPercent: 1})]);
		assert.match(text(app), /calm/);
		assert.doesNotMatch(text(app), /culprit/);
		for (let count = 0; count < 5; count++) {
			await app.press(left);
		}

		assert.match(text(app), /25s AGO/);
		assert.match(text(app), /culprit/);
		assert.doesNotMatch(text(app), /calm/);
		assert.match(text(app), /Memory is low: large/);
		assert.match(text(app), /MEM↓ \(memory\) · 2 kept/);
		await app.press('w');
		assert.match(text(app), /Memory is low: large/);
		await app.press('w');
		await app.press('0');
		assert.match(text(app), /calm/);
		assert.doesNotMatch(text(app), /kept|memory\)|Memory is low/);
	});

	it('says where no list is kept', async () => {
		await using app = await renderApp(start(), size);
		await feed(app, [1, 10], undefined);
		await feed(app, [11, 12], [processOf(3, {name: 'calm'})]);
		await app.press(left);
		assert.match(text(app), /no process list was kept for this moment/);
	});

	it('shows the page of a process of that moment', async () => {
		await using app = await renderApp(start(), size);
		await feed(app, [1, 5], [processOf(77, {name: 'culprit', cpuPercent: 99})]);
		await feed(app, [6, 12], [processOf(3, {name: 'calm'})]);
		await app.press(left);
		await app.press(left);
		await app.press('\r');
		assert.match(text(app), /culprit/);
	});
});

describe('going to a time', () => {
	const ago = (app: RenderedApp): string | undefined => /(\d[\dms ]*s) AGO/.exec(text(app))?.[1];

	async function minute(): Promise<RenderedApp> {
		const app = await renderApp(start(), size);
		for (let seconds = 1; seconds <= 60; seconds++) {
			const events = seconds === 20 || seconds === 40 ? [eventOf('raised')] : [];
			const sample = {...at(seconds, [processOf(seconds, {name: `p-${seconds}`})]), events};
			await app.change(state => receiveSample(state, sample));
		}

		return app;
	}

	it('J goes to a time that is typed', async () => {
		await using app = await minute();
		await app.press('J');
		assert.match(text(app), /go to: /);
		for (const key of '30s ago') {
			await app.press(key);
		}

		await app.press('\r');
		assert.equal(ago(app), '30s');
		assert.match(text(app), /p-30/);
	});

	for (const [typed, expected] of [
		['soon', /expected "14:00"/],
		['2h ago', /is not between .* and /],
		['2026-02-31', /expected "14:00"/],
	] as const) {
		it(`J explains what is wrong with ${typed}, and stays open`, async () => {
			await using app = await renderApp(start(), {columns: 200, rows: 30});
			await app.press('J');
			await app.press(`\u{1B}[200~${typed}\u{1B}[201~`);
			await app.press('\r');
			assert.match(text(app), expected);
			assert.equal(ago(app), undefined);
			await app.press('\u{1B}');
			assert.doesNotMatch(text(app), /go to: /);
		});
	}

	it('R and n go to the previous and the next alert, and say where there is none', async () => {
		await using app = await minute();
		await app.press('R');
		assert.equal(ago(app), '20s');
		await app.press('R');
		assert.equal(ago(app), '40s');
		await app.press('R');
		assert.match(text(app), /no earlier alert or event/);
		await app.press('n');
		assert.equal(ago(app), '20s');
	});

	it('shows where the moment is on a time line, with the alerts', async () => {
		await using app = await minute();
		const timeLine = (): string => app.rows().find(row => /^ 10:15:\d\d .* 10:16:\d\d *$/.test(row)) ?? '';
		assert.equal(timeLine(), '');
		await app.press('R');
		await app.press('\u{1B}[D');
		const line = timeLine();
		assert.equal(line.match(/▲/g)?.length, 2);
		assert.ok(line.indexOf('│') < line.lastIndexOf('▲') && line.indexOf('│') > line.indexOf('▲'));
		assert.ok(app.rows().every(row => [...row].length <= size.columns));
	});
});

describe('the title of the process list', () => {
	const state = (forksPerSecond: number): MonitorState => {
		const list = [
			processOf(26_503, {name: 'python3'}),
			...Array.from({length: 300}, (_, index) => processOf(30_000 + index, {state: 'Z', parentPid: 26_503})),
		];
		const sample = at(1, list);
		const {processes, processor} = sample.snapshot.readings;
		assert.ok(processes.state === 'ok' && processor.state === 'ok');
		const readings = {
			...sample.snapshot.readings,
			processor: ok({...processor.value, forksPerSecond}),
			processes: ok({...processes.value, running: 2, blocked: 6, zombie: 300}),
		};
		return receiveSample(start(), {...sample, snapshot: {...sample.snapshot, readings}});
	};

	it('names the parent of many zombies, and counts what is blocked and what starts', async () => {
		await using app = await renderApp(state(812.4), {columns: 120, rows: 24});
		await app.press('z');
		assert.match(text(app), /2 running · 6 blocked · 300 zombie \(of python3 26503\) · 812 forks\/s/);
	});

	it('leaves out a usual number of starts', async () => {
		await using app = await renderApp(state(12), {columns: 120, rows: 24});
		assert.doesNotMatch(text(app), /forks/);
	});
});
