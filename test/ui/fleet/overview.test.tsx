import assert from 'node:assert/strict';
import process from 'node:process';
import {describe, it} from 'node:test';
import stringWidth from 'string-width';
import {createStore} from '../../../source/core/store.js';
import type {FleetState} from '../../../source/remote/fleet/fleet-state.js';
import {unicodeGlyphs} from '../../../source/ui/drawing/glyphs.js';
import {drawTabs} from '../../../source/ui/fleet/tab-bar.js';
import {inOrder} from '../../../source/ui/state/fleet-order.js';
import {alertOf} from '../../helpers/alert-events.js';
import {processReport} from '../../helpers/examination.js';
import {findingOf} from '../../helpers/findings.js';
import {fleetOfAllKinds, hostOf, summaryOf} from '../../helpers/fleet-hosts.js';
import {assertFrame} from '../../helpers/frames.js';
import {renderRoute} from '../../helpers/render-app.js';

process.env.TZ = 'UTC';

type Options = {
	readonly columns: number;
	readonly rows: number;
	readonly isAscii?: boolean;
	readonly hasMouse?: boolean;
};

async function renderOverview(state: FleetState, {columns, rows, isAscii = false, hasMouse = false}: Options) {
	const fleet = createStore(state);
	const shown: (string | undefined)[] = [];
	const app = await renderRoute(
		{kind: 'overview', fleet, examine: () => processReport},
		{columns, rows, isAscii, hasMouse, fleet: {store: fleet, show: id => shown.push(id)}},
	);
	return {...app, shown, text: () => app.rows().join('\n'), fleet};
}

/** A fleet of hundreds of healthy hosts. */
const crowd: FleetState = {
	hosts: Array.from({length: 300}, (_, index) => hostOf(`node-${index + 1}`)),
	troubles: [],
};

describe('the fleet overview', () => {
	for (const [columns, rows] of [
		[40, 10],
		[80, 24],
		[120, 40],
		[200, 50],
	] as const) {
		it(`matches the reviewed picture at ${columns}×${rows}`, async () => {
			await using app = await renderOverview(fleetOfAllKinds, {columns, rows});
			assertFrame(`fleet-${columns}x${rows}`, app.rows());
		});
	}

	it('matches the reviewed picture in ASCII', async () => {
		await using app = await renderOverview(fleetOfAllKinds, {columns: 80, rows: 24, isAscii: true});
		assertFrame('fleet-ascii', app.rows());
	});

	it('stays inside the terminal at every size, with no host, all kinds and hundreds', async () => {
		const troubled = {hosts: [], troubles: ['cannot subscribe at nats://broker:4222: connection refused', 'another']};
		for (const state of [troubled, fleetOfAllKinds, crowd]) {
			for (const columns of [1, 2, 7, 20, 33, 59, 60, 79, 80, 109, 110, 160, 300]) {
				for (const rows of [1, 2, 3, 4, 14, 60]) {
					await using app = await renderOverview(state, {columns, rows});
					const frame = app.rows();
					assert.ok(frame.length <= rows, `${frame.length} rows at ${columns}×${rows}`);
					for (const row of frame) {
						assert.ok(stringWidth(row) <= columns, `${stringWidth(row)} cells at ${columns}×${rows}: ${row}`);
					}
				}
			}
		}
	});

	it('lists the worst hosts first, and by name with s', async () => {
		await using app = await renderOverview(fleetOfAllKinds, {columns: 80, rows: 24});
		const names = () =>
			app
				.rows()
				.slice(2, 12)
				.map(row => row.slice(3).split(/ {2}/)[0]?.trim());
		assert.deepEqual(names().slice(0, 6), ['bastion', 'old-nas', 'db-primary', 'build-agent-07…', 'web-1', 'web-10']);
		await app.press('s');
		assert.match(app.text(), /by name/);
		assert.deepEqual(names().slice(-4), ['web-1', 'web-2', 'web-10', '東京␛[31m']);
	});

	it('shows why a host is lost instead of old figures, and -- for unknown values', async () => {
		await using app = await renderOverview(fleetOfAllKinds, {columns: 120, rows: 40});
		assert.match(app.text(), /old-nas +lost: connection refused, last seen 4m 12s ago/);
		assert.match(app.text(), /bastion +lost: the token is wrong \(HTTP 401\)\s/);
		assert.match(app.text(), /build-agent-07\S+ .*stale 72s/);
		assert.match(app.text(), /東京␛\[31m +-- +68\.2% +-- /);
		assert.ok(!app.text().includes('\u{1B}'));
	});

	it('shows the worst finding of a host with its cause, unless an alert is more severe', async () => {
		const finding = findingOf({severity: 'warning', sentence: '/data fills: \u{1B}[2Jpostgres (4711) writes 40 MB/s'});
		const critical = alertOf({level: 'CRITICAL', message: 'Critical memory usage'});
		const state: FleetState = {
			hosts: [
				hostOf('a', {summary: summaryOf({finding})}),
				hostOf('b', {summary: summaryOf({finding, alerts: [alertOf()]})}),
				hostOf('c', {summary: summaryOf({finding, alerts: [critical]})}),
				hostOf('d', {summary: summaryOf({finding: {...finding, severity: 'critical'}, alerts: [critical]})}),
				hostOf('e'),
			],
			troubles: [],
		};
		await using app = await renderOverview(state, {columns: 120, rows: 20});
		const rows = app.rows().slice(2, 7);
		assert.deepEqual(
			rows.map(row => row.slice(1, 4)),
			['✖ c', '✖ d', '▲ a', '▲ b', '● e'],
		);
		assert.match(rows[0] ?? '', /✖ Critical memory usage/);
		for (const row of rows.slice(1, 4)) {
			assert.match(row, /[▲✖] \/data fills: ␛\[2Jpostgres \(4711\) writes/);
		}
	});

	it('Enter opens the selected host, and the selection stays on it while rows move', async () => {
		await using app = await renderOverview(fleetOfAllKinds, {columns: 80, rows: 24});
		await app.press('\u{1B}[B\u{1B}[B');
		await app.press('\r');
		assert.equal(app.shown.at(-1), '0/db-primary');
		app.fleet.setState(state => ({...state, hosts: state.hosts.filter(({name}) => name !== 'bastion')}));
		await app.settle();
		await app.press('\r');
		assert.equal(app.shown.at(-1), '0/db-primary');
	});

	it('scrolls through hundreds of hosts', async () => {
		await using app = await renderOverview(crowd, {columns: 80, rows: 24});
		assert.match(app.text(), /1-21 /);
		await app.press('G');
		assert.match(app.text(), /node-300/);
		assert.match(app.text(), /280-300 /);
		await app.press('\u{1B}[5~');
		await app.press('\r');
		assert.equal(app.shown.at(-1), '0/node-279');
	});

	it('the mouse scrolls, selects and opens', async () => {
		await using app = await renderOverview(crowd, {columns: 80, rows: 24, hasMouse: true});
		const clickOnRow = (row: number) => app.press(`\u{1B}[<0;10;${row}M\u{1B}[<0;10;${row}m`);
		await clickOnRow(7);
		assert.deepEqual(app.shown, []);
		await clickOnRow(7);
		assert.deepEqual(app.shown, ['0/node-5']);
		await app.press('\u{1B}[<65;10;7M');
		await app.press('\r');
		assert.equal(app.shown.at(-1), '0/node-8');
	});

	it('shows problems of the whole fleet', async () => {
		await using app = await renderOverview(
			{hosts: [], troubles: ['cannot subscribe at nats://broker:4222: connection refused']},
			{columns: 80, rows: 24},
		);
		assert.match(app.text(), /▲ cannot subscribe at nats:\/\/broker:4222/);
		assert.match(app.text(), /waiting for hosts/);
	});

	it('? opens the help, and other keys only close it', async () => {
		await using app = await renderOverview(fleetOfAllKinds, {columns: 100, rows: 60});
		await app.press('?');
		assert.match(app.text(), /f +fleet overview/);
		await app.press('\r');
		assert.doesNotMatch(app.text(), /all hosts of the fleet/);
		assert.deepEqual(app.shown, []);
	});
});

describe('the health of the fleet overview', () => {
	it('replaces the host list and shows unreachable hosts and resource usage', async () => {
		await using app = await renderOverview(fleetOfAllKinds, {columns: 80, rows: 24});
		await app.press('!');
		assertFrame('health-fleet', app.rows());
		await app.press('\u{1B}');
		assert.match(app.text(), /Fleet/);
	});
});

describe('the tabs of a fleet', () => {
	const text = (names: readonly string[], current: string, width: number) =>
		drawTabs(
			inOrder(
				names.map(name => hostOf(name)),
				'name',
			),
			{currentId: `0/${current}`, overviewKey: 'f'},
			width,
			unicodeGlyphs,
		)
			.map(part => part.text)
			.join('');

	it('are the hosts by name, as many as fit around the current one', () => {
		assert.equal(text(['web-2', 'web-10', 'db'], 'db', 40).trimEnd(), ' f all   db   web-2   web-10');
		const names = Array.from({length: 200}, (_, index) => `node-${index + 1}`);
		const line = text(names, 'node-100', 60);
		assert.match(line, / f all {2}… .* node-99 .* node-100 .* node-101 .*…/);
		assert.equal(stringWidth(line), 60);
	});

	it('mark hosts with problems', () => {
		const line = drawTabs(fleetOfAllKinds.hosts, {currentId: '0/web-2', overviewKey: 'f'}, 200, unicodeGlyphs)
			.map(part => part.text)
			.join('');
		assert.match(line, /▲ web-1 /);
		assert.match(line, /✖ db-primary /);
		assert.match(line, /✖ old-nas /);
	});
});
