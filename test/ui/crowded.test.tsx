import assert from 'node:assert/strict';
import process from 'node:process';
import {describe, it} from 'node:test';
import stringWidth from 'string-width';
import type {PanelName} from '../../source/config/options/panel-names.js';
import {receiveSample} from '../../source/core/state.js';
import {initialUiState} from '../../source/ui/state/ui-state.js';
import {crowdedState, mounts} from '../helpers/crowded.js';
import {assertFrame} from '../helpers/frames.js';
import {type RenderedApp, renderApp} from '../helpers/render-app.js';
import {disk, ok, sampleAt} from '../helpers/samples.js';

process.env.TZ = 'UTC';

const [up, down, pageDown, home, end] = ['\u{1B}[A', '\u{1B}[B', '\u{1B}[6~', '\u{1B}[H', '\u{1B}[F'];

const zoomedOn = (zoomed: PanelName) => ({...initialUiState, zoomed});

/** Returns the first and last row of a zoomed list, by the first word of each. */
const stretchOf = (app: RenderedApp, pattern: RegExp): readonly string[] => {
	const found = app.rows().flatMap(row => pattern.exec(row)?.[1] ?? []);
	return [found[0] ?? '', found.at(-1) ?? ''];
};

describe('a machine with more items than fit', () => {
	for (const [columns, rows] of [
		[80, 24],
		[120, 40],
		[200, 50],
	] as const) {
		it(`matches the reviewed picture at ${columns}×${rows}`, async () => {
			await using app = await renderApp(crowdedState(), {columns, rows});
			assertFrame(`crowded-${columns}x${rows}`, app.rows());
		});
	}

	for (const panel of ['processor', 'disks', 'network', 'gpu', 'temperatures', 'kernel', 'groups'] as const) {
		it(`matches the reviewed pictures with ${panel} zoomed`, async () => {
			for (const [columns, rows] of [
				[80, 24],
				[200, 50],
			] as const) {
				await using app = await renderApp(crowdedState(), {columns, rows, initialState: zoomedOn(panel)});
				assertFrame(`crowded-${panel}-${columns}x${rows}`, app.rows());
			}
		});
	}

	it('stays inside the terminal and sends no control character with any zoomed panel', async () => {
		const state = crowdedState();
		for (const panel of [
			undefined,
			'processor',
			'disks',
			'network',
			'gpu',
			'temperatures',
			'groups',
			'processes',
		] as const) {
			for (const columns of [60, 101, 250]) {
				for (const rows of [14, 60]) {
					const initialState = panel === undefined ? initialUiState : zoomedOn(panel);
					await using app = await renderApp(state, {columns, rows, initialState});
					const frame = app.rows();
					assert.ok(frame.length <= rows, `${frame.length} rows at ${columns}×${rows}`);
					for (const row of frame) {
						// Rows of panels end in a border; other rows end with their text.
						const isWhole = row.startsWith('│') ? stringWidth(row) === columns : stringWidth(row) <= columns;
						assert.ok(isWhole, `${panel} at ${columns}×${rows}: ${row}`);
						assert.doesNotMatch(row, /[\p{Cc}\p{Cf}]/u);
					}
				}
			}
		}
	});
});

describe('a list that is longer than its panel', () => {
	it('shows how many rows are hidden, and puts unresponsive and full mounts first', async () => {
		await using app = await renderApp(crowdedState(), {columns: 80, rows: 30});
		const screen = app.rows().join('\n');
		assert.match(screen, /DSK \/mnt\/nfs +timeout: no answer/);
		assert.match(screen, /\+38 █+▌[ !]+97% {2}\/srv\/volume-30 +inodes used/);
		assert.match(screen, /\+59 +veth3fccf/);
	});

	it('scrolls by row, by page and to its ends when its panel has the focus, and shows the range', async () => {
		await using app = await renderApp(crowdedState(), {columns: 120, rows: 40, initialState: zoomedOn('disks')});
		const volumes = /│ (\/srv\/volume-\d+|\/\S*)/;
		assert.match(app.rows().join('\n'), /Disks ─+ 1–23 of 40/);
		await app.press(down);
		await app.press(down);
		assert.match(app.rows().join('\n'), /3–25 of 40/);
		await app.press(up);
		assert.match(app.rows().join('\n'), /2–24 of 40/);
		await app.press(pageDown);
		assert.match(app.rows().join('\n'), /18–40 of 40/);
		assert.equal(stretchOf(app, volumes)[1], '/srv/volume-39');
		await app.press(home);
		assert.equal(stretchOf(app, volumes)[0], '/');
		await app.press(end);
		assert.match(app.rows().join('\n'), /18–40 of 40/);
	});

	it('keeps its position while mounts are added and removed', async () => {
		await using app = await renderApp(crowdedState(), {columns: 80, rows: 24, initialState: zoomedOn('disks')});
		for (let press = 0; press < 12; press++) {
			await app.press(down);
		}

		const volumes = /^[│ ]+(\/srv\/volume-\d+)/;
		assert.equal(stretchOf(app, volumes)[0], '/srv/volume-12');
		await app.setState(state =>
			receiveSample(state, sampleAt(31, {disks: ok([disk('/new', 10), disk('/newer', 10), ...mounts()])})),
		);
		assert.equal(stretchOf(app, volumes)[0], '/srv/volume-12');
		assert.match(app.rows().join('\n'), /15–\d+ of 42/);
		await app.setState(state => receiveSample(state, sampleAt(32, {disks: ok(mounts().slice(10))})));
		assert.equal(stretchOf(app, volumes)[0], '/srv/volume-12');
	});

	it('scrolls in the focused panel and leaves the process list unchanged', async () => {
		await using app = await renderApp(crowdedState(), {columns: 120, rows: 40});
		await app.press('3');
		await app.press(down);
		assert.match(app.rows().join('\n'), /Disks ─+ 2–\d+ of 40/);
		assert.match(app.rows().join('\n'), /Network ─+ \+\d+ more/);
		await app.press('\r');
		assert.doesNotMatch(app.rows().join('\n'), /Network/, 'Enter is for the panel that has the keys');
	});

	it('scrolls through all cores as bars', async () => {
		await using app = await renderApp(crowdedState(), {columns: 80, rows: 24, initialState: zoomedOn('processor')});
		assert.match(app.rows().join('\n'), /1–66 of 256/);
		await app.press(end);
		assert.match(app.rows().join('\n'), /–256 of 256/);
		assert.match(app.rows().join('\n'), /255 .* 52%/);
	});

	it('shows every GPU before any of their processes', async () => {
		await using app = await renderApp(crowdedState(), {columns: 200, rows: 50, initialState: zoomedOn('gpu')});
		const screen = app.rows().join('\n');
		assert.match(screen, / 3 H100.*MIG/);
		assert.match(screen, / 5 H100.*asleep/);
		assert.match(screen, /11 ␛\[2J/);
		assert.match(screen, /4001 +1\.00 GiB/);
	});
});
