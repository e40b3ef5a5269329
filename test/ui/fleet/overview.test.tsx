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
			assert.match(row, /[▲✖] \/data fills: ␛\[2Jpostgres/);
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
		assert.match(app.text(), /1-18 /);
		await app.press('G');
		assert.match(app.text(), /node-300/);
		assert.match(app.text(), /283-300 /);
		await app.press('\u{1B}[5~');
		await app.press('\r');
		assert.equal(app.shown.at(-1), '0/node-282');
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

	it('describes the selected host in full below the list', async () => {
		const sentence = `/data fills: ${'there is a lot to say '.repeat(4)}and postgres (4711) writes 40 MB/s`;
		const culprit = {pid: 4711, name: 'post\u{1B}gres', user: 'db', groupPath: undefined, share: '40 MB/s'};
		const finding = findingOf({severity: 'warning', sentence, culprits: [culprit]});
		const state: FleetState = {
			hosts: [hostOf('a'), hostOf('10.0.0.7:61208', {summary: summaryOf({finding, hostname: 'db-7'})})],
			troubles: [],
		};
		await using app = await renderOverview(state, {columns: 100, rows: 16});
		const text = app.rows().slice(-4).join('\n');
		assert.match(text, /10\.0\.0\.7:61208 · db-7 · top post␛gres \(4711\) 40 MB\/s/);
		assert.ok(text.replaceAll(/\s+/g, ' ').includes(`▲ ${sentence}`), text);
		await app.press('\u{1B}[B');
		assert.doesNotMatch(app.rows().slice(-4).join('\n'), /writes/);
	});

	it('shows more figures on a wider screen', async () => {
		const state: FleetState = {
			hosts: [hostOf('10.0.0.7', {summary: summaryOf({hostname: 'db-7'})})],
			troubles: [],
		};
		const heads: readonly (readonly [number, RegExp])[] = [
			[80, /HOST +CPU +MEM +DISK +ALERTS +AGE/],
			[120, /HOST +CPU +LOAD +MEM +DISK +NET ↓ +↑ +ALERTS +AGE +WORST/],
			[160, /HOST +MACHINE +CPU +LOAD +MEM +DISK +NET ↓ +↑ +ALERTS +AGE +WORST/],
			[200, /HOST +MACHINE +CPU +LOAD +MEM +DISK +NET ↓ +↑ +ALERTS +AGE +WORST/],
		];
		for (const [columns, head] of heads) {
			await using app = await renderOverview(state, {columns, rows: 10});
			assert.match(app.rows()[1] ?? '', head);
		}

		await using app = await renderOverview(state, {columns: 200, rows: 10});
		assert.match(app.text(), /10\.0\.0\.7 +db-7 +25\.5% +[⣀-⣿]+ +0\.42 +68\.2% +[⣀-⣿]+ +62\.4% .* 1\.20M +0 /);
	});

	it('/ filters the hosts by name, state and finding while typing, and no key acts', async () => {
		await using app = await renderOverview(fleetOfAllKinds, {columns: 120, rows: 24});
		await app.press('/');
		for (const key of 'WEB') {
			await app.press(key);
		}

		assert.match(app.text(), /3 of 10 hosts match WEB/);
		assert.match(app.text(), /filter: WEB/);
		assert.doesNotMatch(app.text(), /bastion/);
		await app.press(' satur');
		assert.match(app.text(), /1 of 10 hosts match/);
		await app.press('v');
		assert.match(app.text(), /no host matches the filter/);
		assert.deepEqual(app.shown, []);
		await app.press('\u{7F}');
		await app.press('\r');
		assert.match(app.text(), /Enter open/);
		await app.press('\r');
		assert.deepEqual(app.shown, ['0/web-10']);
		await app.press('\u{1B}');
		assert.match(app.text(), /10 hosts/);
		await app.press('/');
		await app.press('lost !bastion');
		assert.match(app.text(), /1 of 10 hosts match/);
		await app.press('\u{1B}');
		assert.match(app.text(), / Fleet {2}10 hosts/);
		await app.press('/');
		await app.press('\u{1B}[200~old-nas\nq\u{1B}[201~');
		assert.match(app.text(), /1 of 10 hosts match old-nas/);
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
