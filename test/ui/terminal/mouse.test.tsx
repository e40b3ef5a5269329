import assert from 'node:assert/strict';
import {Readable} from 'node:stream';
import {describe, it, test} from 'node:test';
import {receiveSample} from '../../../source/core/state.js';
import {noProcessService} from '../../../source/ui/processes/service.js';
import {createMouse} from '../../../source/ui/terminal/mouse.js';
import {parseMouseReport} from '../../../source/ui/terminal/mouse-report.js';
import {crowdedState} from '../../helpers/crowded.js';
import {findingOf} from '../../helpers/findings.js';
import {memoryAlert} from '../../helpers/memory-alert.js';
import {mouseAt, mouseBytes} from '../../helpers/mouse.js';
import {type RenderedApp, type RenderOptions, renderApp} from '../../helpers/render-app.js';
import {sampleAt, startMs} from '../../helpers/samples.js';
import {watchedState} from '../../helpers/states.js';

const large = {columns: 120, rows: 40, hasMouse: true} as const;

function open(options: Partial<RenderOptions> = {}): Promise<RenderedApp> {
	return renderApp(watchedState(), {...large, ...options});
}

async function click(app: RenderedApp, text: string): Promise<void> {
	await app.press(mouseAt('click', app.rows(), text));
}

function screen(app: RenderedApp): string {
	return app.rows().join('\n');
}

test('a mouse report is parsed, and other input is not', () => {
	assert.deepEqual(parseMouseReport('[<0;10;5M'), {kind: 'click', column: 9, row: 4});
	assert.deepEqual(parseMouseReport('[<65;300;1M'), {kind: 'wheelDown', column: 299, row: 0});
	assert.equal(parseMouseReport('[<0;10;5m')?.kind, 'other', 'let go');
	assert.equal(parseMouseReport('[<2;10;5M')?.kind, 'other', 'right');
	assert.equal(parseMouseReport('[<32;10;5M')?.kind, 'other', 'dragged');
	for (const text of ['', '[A', '[<0;10M', '[M !!', '<0;10;5M', '[<0;10;5Mq']) {
		assert.equal(parseMouseReport(text), undefined, text);
	}
});

test('input around mouse reports is passed on unchanged, and a split report is reassembled', () => {
	const stdin = Object.assign(new Readable({read() {}}), {isTTY: true}) as unknown as Parameters<typeof createMouse>[0];
	stdin.setEncoding('utf8');
	const mouse = createMouse(stdin);
	const reports: string[] = [];
	const end = mouse.subscribe(({kind, column, row}) => reports.push(`${kind} ${column} ${row}`));
	const read = (...chunks: readonly string[]): string =>
		chunks
			.map(chunk => {
				stdin.push(chunk);
				return String(mouse.stdin.read());
			})
			.join('');
	assert.equal(read('a\u{1B}[<0;1;1Mb\u{1B}[A\u{1B}[<64;9;9M'), 'ab\u{1B}[A');
	assert.deepEqual(reports.splice(0), ['click 0 0', 'wheelUp 8 8']);
	assert.equal(read('x\u{1B}[<6', '5;2', '0;30My'), 'xy');
	assert.deepEqual(reports.splice(0), ['wheelDown 19 29']);
	assert.equal(read('\u{1B}', '[200~[<0;1;1M'), '\u{1B}[200~[<0;1;1M', 'no report without its escape');
	end();
	assert.equal(read('\u{1B}[<0;1;1M'), '');
	assert.deepEqual(reports, []);
	assert.equal(mouse.stdin.isTTY, true);
});

describe('a click', () => {
	it('focuses a panel', async () => {
		await using app = await open();
		await click(app, 'Memory');
		await app.press('z');
		assert.match(screen(app), /─ ²Memory ─/);
		assert.doesNotMatch(screen(app), /─ ⁴Processes ─/);
		await app.press(mouseBytes('click', 5, 20));
		await app.press('z');
		assert.match(screen(app), /─ ⁴Processes ─/);
	});

	it('selects a process, and Enter opens its details', async () => {
		await using app = await open();
		await click(app, '3301 web');
		await app.press('\r');
		assert.match(screen(app), /\(3301\) ─.*\n(?:.*\n)*.*Parent +2210 node/);
		await app.press('\u{1B}');
		await click(app, 'PID USER');
		await app.press('\r');
		assert.match(screen(app), /\(3301\) ─/, 'the head of the table is no process');
	});

	it('opens the parent on the page of a process', async () => {
		await using app = await open();
		await click(app, '3301 web');
		await app.press('\r');
		await click(app, '2210 node');
		assert.match(screen(app), /─ node \(2210\) ─/);
	});

	it('on a column head sorts by the column, and then reverses the order', async () => {
		await using app = await open();
		await click(app, 'MEM    R/s');
		assert.match(screen(app), /MEM↓/);
		await click(app, 'MEM↓');
		assert.match(screen(app), /MEM↑/);
		await click(app, 'COMMAND');
		assert.match(screen(app), /COMMAND↓/);
	});

	it('on a column head that follows another one at once reverses the order', async () => {
		await using app = await open();
		const head = mouseAt('click', app.rows(), 'CPU%');
		await app.press(head + head);
		assert.match(screen(app), /CPU%↓/);
		assert.match(screen(app), /─ ⁴Processes ─/);
	});

	it('on an empty cell does nothing', async () => {
		await using app = await open();
		const before = app.rows();
		await app.press(mouseBytes('click', 10, 0) + mouseBytes('click', 119, 39) + mouseBytes('wheelDown', 500, 500));
		assert.deepEqual(app.rows(), before);
	});

	it('chooses a menu entry', async () => {
		await using app = await open();
		await app.press('s');
		await click(app, 'resident memory');
		assert.match(screen(app), /MEM↓/);
		assert.doesNotMatch(screen(app), /Sort by/);
		await app.press('o');
		await click(app, '[x] memory');
		assert.match(screen(app), /\[ \] memory/);
		await click(app, 'default →');
		assert.match(screen(app), /← light →/);
	});

	it('chooses the entry under the pointer in a cut menu', async () => {
		await using app = await open({columns: 40, rows: 10});
		await app.press('o');
		await app.press('\u{1B}[A');
		await click(app, '[x] temperatures');
		assert.match(screen(app), /\[ \] temperatures/);
	});

	it('outside a box or on a page closes it', async () => {
		await using app = await open();
		await app.press('o');
		await app.press(mouseBytes('click', 1, 1));
		assert.doesNotMatch(screen(app), /─ Options ─/);
		await app.press('?');
		await app.press(mouseBytes('click', 1, 1));
		assert.match(screen(app), /─ ¹CPU ─/);
	});

	it('never confirms a signal', async () => {
		const service = {
			commandLine: () => undefined,
			threads: undefined,
			inspect: undefined,
			renice: undefined,
			signal: () => assert.fail('a signal was sent'),
		};
		await using app = await open({service});
		await click(app, '3301 web');
		await app.press('x');
		await click(app, 'SIGKILL');
		assert.match(screen(app), /Send SIGKILL to a\) b \(c \(3301\)\?/);
		await click(app, 'sends it');
		assert.doesNotMatch(screen(app), /Send SIGKILL/);
	});
});

describe('the wheel', () => {
	it('moves the selection in the process list', async () => {
		await using app = await open();
		const wheel = mouseAt('wheelDown', app.rows(), 'postgres');
		await app.press(wheel);
		await app.press(wheel);
		await app.press('\r');
		assert.match(screen(app), /─ systemd \(1\) ─/, 'the fourth: from the first, three further');
	});

	it('scrolls the list under the pointer and leaves the others', async () => {
		await using app = await renderApp(crowdedState(), {columns: 200, rows: 50, hasMouse: true});
		assert.match(screen(app), /Disks ─.*\+\d+ more/);
		const wheel = mouseAt('wheelDown', app.rows(), '³Disks');
		await app.press(wheel);
		assert.match(screen(app), /Disks ─.*4–\d+ of 40/);
		await app.press(wheel.replace('65', '64'));
		assert.match(screen(app), /Disks ─.*1–\d+ of 40/);
		assert.match(screen(app), /Network ─.*\+\d+ more/);
	});

	it('scrolls the statistics by three rows', async () => {
		await using app = await open({columns: 80, rows: 7});
		await app.press('i');
		const [, , , , fourth] = app.rows();
		await app.press(mouseBytes('wheelDown', 5, 5));
		assert.equal(app.rows()[1], fourth);
	});

	it('scrolls the help and moves in a menu', async () => {
		await using app = await open({columns: 80, rows: 24});
		await app.press('?');
		assert.match(screen(app), /show or close this help/);
		await app.press(mouseBytes('wheelDown', 5, 5));
		assert.doesNotMatch(screen(app), /show or close this help/);
		await app.press('\u{1B}');
		await app.press('s');
		await app.press(mouseBytes('wheelDown', 40, 12).repeat(2));
		await app.press('\r');
		assert.match(screen(app), /DLY%↓/);
	});
});

test('with the mouse off, reports are neither handled nor treated as keys', async () => {
	await using app = await open({hasMouse: false});
	const before = app.rows();
	await app.press(mouseAt('click', before, 'Memory') + mouseAt('wheelDown', before, 'postgres'));
	assert.deepEqual(app.rows(), before);
	await app.press('z');
	assert.match(screen(app), /─ ⁴Processes ─/);
});

describe('a click beside the lists', () => {
	it('on a word of the footer presses its key', async () => {
		await using app = await open();
		await click(app, 'filter');
		assert.match(screen(app), /filter: /);
		await app.press('\u001B');
		await click(app, 's sort');
		assert.match(screen(app), /─ Sort by ─/);
		await click(app, 'Esc close');
		assert.doesNotMatch(screen(app), /─ Sort by ─/);
	});

	it('on the last row of a screen without a footer presses no key', async () => {
		await using app = await open({columns: 80, rows: 9});
		await app.press(mouseBytes('click', 2, 8));
		assert.doesNotMatch(screen(app), /─ Keys ─/);
	});

	it('on the last row of a menu over the page of a process presses no key', async () => {
		await using app = await open({service: {...noProcessService, signal() {}}});
		await app.press('\r');
		await app.press('x');
		assert.match(screen(app), /─ Signal to postgres/);
		await app.press(mouseBytes('click', 2, 39));
		assert.doesNotMatch(screen(app), /─ Signal to postgres/);
		assert.match(screen(app), /─ postgres \(812\) ─/);
	});

	it('on the line that says what is wrong opens the diagnosis', async () => {
		await using app = await renderApp(receiveSample(watchedState(), {...sampleAt(60), findings: [findingOf()]}), large);
		await app.press(mouseBytes('click', 3, 1));
		assert.match(screen(app), /─ Diagnosis · 1 problem ─/);
	});

	it('on the time axis or the graph of the processor shows that moment', async () => {
		await using app = await open();
		const axis = app.rows().findIndex(line => line.includes('-30s'));
		const column = (app.rows()[axis] ?? '').indexOf('-30s') + 3;
		await app.press(mouseBytes('click', column, axis));
		assert.match(screen(app), /← .*AGO/);
		await app.press('0');
		await app.press(mouseBytes('click', column, 2));
		assert.match(screen(app), /AGO/);
	});

	it('on an alert opens the list of alerts', async () => {
		await using app = await renderApp(
			receiveSample(watchedState(), {...sampleAt(60), alerts: [memoryAlert(startMs)]}),
			large,
		);
		await click(app, 'WARNING ');
		assert.match(screen(app), /─ Alerts ─.*Enter details/);
	});

	it('twice on a process opens its page', async () => {
		await using app = await open();
		await click(app, '3301 web');
		await click(app, '3301 web');
		assert.match(screen(app), /─ a\) b \(c \(3301\) ─/);
	});
});

test('the second of two clicks on a cell is a double click, a late one is not', () => {
	const stdin = Object.assign(new Readable({read() {}}), {isTTY: true}) as unknown as Parameters<typeof createMouse>[0];
	stdin.setEncoding('utf8');
	let nowMs = 0;
	const mouse = createMouse(stdin, () => nowMs);
	const kinds: string[] = [];
	mouse.subscribe(({kind}) => kinds.push(kind));
	const clickAt = (column: number, atMs: number): void => {
		nowMs = atMs;
		stdin.push(mouseBytes('click', column, 3));
		mouse.stdin.read();
	};
	clickAt(5, 0);
	clickAt(5, 300);
	clickAt(5, 350);
	clickAt(5, 1000);
	clickAt(6, 1100);
	assert.deepEqual(
		kinds.filter(kind => kind !== 'other'),
		['click', 'doubleClick', 'click', 'click', 'click'],
	);
});
