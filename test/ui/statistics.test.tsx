import assert from 'node:assert/strict';
import process from 'node:process';
import {describe, it} from 'node:test';
import {receiveSample} from '../../source/core/state.js';
import type {RenderedApp} from '../helpers/render-app.js';
import {renderApp} from '../helpers/render-app.js';
import {cpu, ok, sampleAt} from '../helpers/samples.js';
import {watchedState} from '../helpers/states.js';

process.env.TZ = 'UTC';

const screen = (app: RenderedApp): string => app.rows().join('\n');

/** The current value of the CPU in the table, and its maximum. */
const rowOfCpu = (app: RenderedApp): readonly (string | undefined)[] =>
	/CPU[ !]+([\d.]+%)[ !]+[\d.]+%[ !]+[\d.]+%[ !]+[\d.]+%[ !]+([\d.]+%)/.exec(screen(app))?.slice(1) ?? [];

describe('the statistics', () => {
	it('of all metrics are on a page', async () => {
		for (const [columns, rows] of [
			[80, 24],
			[120, 40],
		] as const) {
			await using app = await renderApp(watchedState(), {columns, rows});
			await app.press('i');
			assert.match(screen(app), /Statistics of the last minute/);
			assert.match(screen(app), /now +min +avg +p95 +max/);
			assert.deepEqual(rowOfCpu(app), ['5.1%', '94.9%']);
			assert.match(screen(app), /Disk write +3\.10/);
			await app.press('i');
			assert.match(screen(app), /Processes/);
		}
	});

	it('have the current value that the CPU panel has, in every frame', async () => {
		await using app = await renderApp(watchedState(), {columns: 300, rows: 70});
		for (const [second, percent] of [
			[60, 12.5],
			[60.5, 88.8],
			[61, 40],
		] as const) {
			await app.setState(state =>
				receiveSample(state, sampleAt(second, {processor: ok(cpu(percent, [percent, percent]))})),
			);
			assert.equal(rowOfCpu(app)[0], `${percent.toFixed(1)}%`);
			assert.match(app.rows()[2] ?? '', new RegExp(`^│[ !]+${percent.toFixed(1)}%`));
		}
	});

	it('are in the titles of CPU and memory where there is room', async () => {
		await using wide = await renderApp(watchedState(), {columns: 200, rows: 50});
		assert.match(screen(wide), /CPU ─+ .*p95 92\.4% {2}max 94\.9%.*Memory ─+ .*p95 75\.0% {2}max 75\.0%/);
		await using narrow = await renderApp(watchedState(), {columns: 100, rows: 30});
		assert.match(screen(narrow), /CPU ─+ 8 cores · 3\.20\/3\.70 GHz · 52°C ─/);
	});
});
