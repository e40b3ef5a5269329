import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {MonitorState} from '../../source/core/state.js';
import {noAlertService} from '../../source/ui/alerts/service.js';
import {noProcessService} from '../../source/ui/processes/service.js';
import type {OverlayKind} from '../../source/ui/state/ui-state.js';
import {pasteEnd, pasteStart} from '../../source/ui/terminal/whole-pastes.js';
import {memoryAlert} from '../helpers/memory-alert.js';
import {type RenderedApp, renderApp} from '../helpers/render-app.js';
import {startMs} from '../helpers/samples.js';
import {watchedState} from '../helpers/states.js';

/** Keys that open an overlay, and a text that only it shows. */
type Opened = readonly [keys: readonly string[], shown: RegExp];

/** Overlays with a line, which takes every character. */
const lines = {
	filter: [['/'], /filter: /],
	search: [['\\'], /search: /],
	jump: [['J'], /go to: /],
	palette: [[':'], /─ Commands ─/],
} as const satisfies Readonly<Partial<Record<OverlayKind, Opened>>>;

/** The other overlays. No key opens a message. */
const overlays: Readonly<Record<Exclude<OverlayKind, keyof typeof lines | 'message'> | 'confirmation', Opened>> = {
	help: [['?'], /─ Keys ─/],
	health: [['!'], /─ Health of mon-tui ─/],
	statistics: [['i'], /─ Statistics of the /],
	diagnosis: [['w'], /─ Diagnosis ─/],
	alerts: [['a'], /─ Alerts ─.*Enter details/],
	alert: [['a', '\r'], /─ WARNING memory/],
	silence: [['a', 'S'], /─ Silence for ─/],
	events: [['e'], /─ Events ─/],
	options: [['o'], /─ Options ─/],
	columns: [['C'], /─ Columns ─/],
	sort: [['s'], /─ Sort by ─/],
	users: [['u'], /─ Processes of ─/],
	details: [['\r'], /─ postgres \(812\) ─/],
	signal: [['x'], /─ Signal to postgres/],
	confirmation: [['x', '\r'], /─ Send SIG/],
	nice: [['r'], /─ Nice value of postgres/],
	goTo: [['g'], /go to/],
};

function alarmedState(): MonitorState {
	const state = watchedState();
	return {...state, sample: state.sample && {...state.sample, alerts: [memoryAlert(startMs)]}};
}

async function opened(keys: readonly string[]) {
	const sent: string[] = [];
	let isLeft = false;
	const app = await renderApp(alarmedState(), {
		columns: 100,
		rows: 40,
		alertService: {...noAlertService, silence() {}},
		leave: () => {
			isLeft = true;
		},
		service: {
			...noProcessService,
			signal: (_, {name}) => {
				sent.push(name);
			},
			renice: () => ({before: 0, after: 0}),
		},
	});
	for (const key of keys) {
		await app.press(key);
	}

	return {app, sent, isLeft: () => isLeft};
}

const screenOf = (app: RenderedApp): string => app.rows().join('\n');

describe('every overlay', () => {
	for (const [name, [keys, shown]] of Object.entries(overlays)) {
		it(`${name}: q closes it and does not quit`, async () => {
			const {app, isLeft} = await opened(keys);
			await using _ = app;
			assert.match(screenOf(app), shown);
			await app.press('q');
			assert.doesNotMatch(screenOf(app), shown);
			assert.equal(isLeft(), false);
		});

		it(`${name}: pasted text does nothing`, async () => {
			const {app, isLeft, sent} = await opened(keys);
			await using _ = app;
			const before = screenOf(app);
			await app.press(`${pasteStart}${'quit y x\n'.repeat(120)}${pasteEnd}`);
			assert.equal(screenOf(app), before);
			assert.equal(isLeft(), false);
			assert.deepEqual(sent, []);
		});
	}

	for (const [name, [keys, shown]] of Object.entries(lines)) {
		it(`${name}: pasted text goes into the line, and q is a letter of it`, async () => {
			const {app, isLeft, sent} = await opened(keys);
			await using _ = app;
			await app.press(`${pasteStart}${'abc xyz\n'.repeat(120)}${pasteEnd}`);
			await app.press('q');
			assert.match(screenOf(app), shown);
			assert.match(screenOf(app), /abc xyzq/);
			await app.press('\u001B');
			assert.doesNotMatch(screenOf(app), shown);
			assert.equal(isLeft(), false);
			assert.deepEqual(sent, []);
		});
	}

	it('without an overlay, pasted text does nothing and q quits', async () => {
		const {app, isLeft, sent} = await opened([]);
		await using _ = app;
		const before = screenOf(app);
		await app.press(`${pasteStart}${'quit y x\n'.repeat(120)}${pasteEnd}`);
		assert.equal(screenOf(app), before);
		assert.deepEqual(sent, []);
		assert.equal(isLeft(), false);
		await app.press('q');
		assert.equal(isLeft(), true);
	});
});

describe('Esc goes back one step', () => {
	for (const [name, keys, before, after] of [
		['from the confirmation to the signals', ['x', '\r'], /─ Send SIG/, /Signal to postgres/],
		['from the signals to the page', ['\r', 'x'], /Signal to postgres/, /─ postgres \(812\) ─/],
		['from the page of a parent to that of its child', ['\r', '\r'], /─ systemd \(1\) ─/, /─ postgres \(812\) ─/],
	] as const) {
		it(name, async () => {
			const {app} = await opened(keys);
			await using _ = app;
			assert.match(screenOf(app), before);
			await app.press('\u001B');
			assert.match(screenOf(app), after);
		});
	}
});

describe('the lower edge', () => {
	const last = (app: RenderedApp): string => app.rows().at(-1) ?? '';

	it('shows the keys that act on the list, in the tree, in a menu and on a paused screen', async () => {
		const {app} = await opened([]);
		await using _ = app;
		assert.match(last(app), /\? help {2}q quit {2}\/ filter {2}s sort {2}t tree/);
		await app.press('t');
		assert.match(last(app), /l fold {2}L fold all {2}t list/);
		await app.press('o');
		assert.match(last(app), /↑ ↓ select {2}Enter change {2}W save {2}Esc close/);
		await app.press('\u001B');
		await app.press(' ');
		assert.match(last(app), /Space continue/);
	});

	it('shows all function keys of htop with its preset, also at 80 columns', async () => {
		await using app = await renderApp(watchedState(), {columns: 80, rows: 24, preset: 'htop'});
		assert.equal(last(app), 'F1help F2setup F3search F4filter F5tree F6sort F7nice- F8nice+ F9kill F10quit');
	});

	it('says where a menu is that is higher than the screen', async () => {
		await using app = await renderApp(watchedState(), {columns: 80, rows: 16});
		await app.press('o');
		assert.match(screenOf(app), /1–14 of 1[67] /);
	});
});
