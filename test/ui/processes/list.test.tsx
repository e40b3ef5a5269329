import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {initialState, type MonitorState, receiveSample} from '../../../source/core/state.js';
import {noProcessService} from '../../../source/ui/processes/service.js';
import {processOf} from '../../helpers/processes.js';
import {type RenderedApp, renderApp} from '../../helpers/render-app.js';
import {ok, sampleAt} from '../../helpers/samples.js';
import {watchedState} from '../../helpers/states.js';

const size = {columns: 100, rows: 40};
const down = '\u{1B}[B';
const up = '\u{1B}[A';

const list = [
	processOf(1, {parentPid: 0, name: 'init', cpuPercent: 0.5}),
	processOf(2, {parentPid: 0, name: 'kthreadd', isKernelThread: true, residentSetBytes: 0}),
	processOf(20, {name: 'shell', user: 'ada', cpuPercent: 1}),
	processOf(21, {parentPid: 20, name: 'make', user: 'ada', cpuPercent: 3}),
	processOf(22, {parentPid: 21, name: 'cc', user: 'ada', cpuPercent: 90}),
	processOf(30, {name: 'cc', user: 'eve', cpuPercent: 40}),
];

function family(processList = list): MonitorState {
	const processes = ok({
		total: processList.length,
		running: 1,
		blocked: 0,
		sleeping: 4,
		stopped: 0,
		zombie: 0,
		threads: 9,
		unreadable: 0,
		list: processList,
		ended: [],
	});
	return receiveSample(initialState(500, {samples: 10, seconds: 60}), sampleAt(1, {processes}));
}

/** The rows of the process panel below its head, without frame and trailing blanks. */
function table(app: RenderedApp): readonly string[] {
	const rows = app.rows();
	const head = rows.findIndex(row => row.includes('COMMAND'));
	const column = rows[head]?.lastIndexOf('COMMAND') ?? 0;
	const left = Math.max(0, rows[head]?.lastIndexOf('│', rows[head]?.indexOf('PID')) ?? 0);
	const below = rows.slice(head + 1);
	return below
		.slice(
			0,
			below.findIndex(row => row.slice(left, column).includes('─')),
		)
		.map(row => row.slice(column).replace(/\s*│?\s*$/, ''))
		.filter(row => row !== '');
}

const head = (app: RenderedApp): string => app.rows().find(row => row.includes('COMMAND')) ?? '';

const text = (app: RenderedApp): string => app.rows().join('\n');

async function press(app: RenderedApp, ...keys: readonly string[]): Promise<void> {
	for (const key of keys) {
		await app.press(key);
	}
}

describe('the menu of columns', () => {
	it('removes, moves and adds columns, and restores the default ones', async () => {
		await using app = await renderApp(watchedState(), {columns: 120, rows: 24, viewChoice: 'detailed'});
		await app.press('z');
		const usual = /PID USER +CPU%↓ +MEM +R\/s +W\/s +THR S +TIME COMMAND/;
		assert.match(head(app), usual);
		await press(app, 'C', 'j');
		assert.match(text(app), /\[x] user +owner/);
		await press(app, ' ', '\u{1B}[C', '\u{1B}');
		assert.match(head(app), /PID +MEM +CPU%↓ +R\/s +W\/s +THR S +TIME COMMAND/);
		await press(app, 'C', ...'jjjjjjjjjjjj', '\r', '\u{1B}');
		assert.match(head(app), /S +TIME +NI COMMAND/);
		await press(app, 'C', '=', '\u{1B}');
		assert.match(head(app), usual);
	});

	it('keeps the last column', async () => {
		await using app = await renderApp(watchedState(), size);
		await app.press('C');
		for (let count = 0; count < 20; count++) {
			await press(app, '\u{1B}[H', ' ');
		}

		assert.equal(app.rows().filter(row => row.includes('[x]')).length, 1);
	});
});

it('the sort menu offers every column', async () => {
	await using app = await renderApp(family(), size);
	await press(app, 's', '\u{1B}[H');
	assert.match(text(app), /priority +priority/);
	await press(app, up, '\r');
	assert.deepEqual(table(app), ['cc', 'cc', 'init', 'kthreadd', 'make', 'shell']);
});

describe('the tree', () => {
	it('folds the selected branch, and the branch of a selected process', async () => {
		await using app = await renderApp(family(), size);
		await press(app, 't', down, down, 'l');
		assert.deepEqual(table(app), ['init', '├─ + shell (+2)', '└─ cc', 'kthreadd']);
		await press(app, 'l');
		assert.deepEqual(table(app), ['init', '├─ shell', '│  └─ make', '│     └─ cc', '└─ cc', 'kthreadd']);
		await press(app, down, down, '\u{7F}');
		assert.deepEqual(table(app), ['init', '├─ shell', '│  └─ + make (+1)', '└─ cc', 'kthreadd']);
		await press(app, '\u{7F}', '\u{7F}');
		assert.deepEqual(table(app), ['init', '├─ shell', '│  └─ + make (+1)', '└─ cc', 'kthreadd']);
	});

	it('cuts long branches on the left, so that names stay readable', async () => {
		const chain = Array.from({length: 30}, (_, index) =>
			processOf(index + 1, {parentPid: index, name: `step-${index}`}),
		);
		await using app = await renderApp(family(chain), size);
		await press(app, 't', 'G');
		assert.match(table(app).at(-1) ?? '', /^… +└─ step-29$/);
	});

	it('folds everything and unfolds it again', async () => {
		await using app = await renderApp(family(), size);
		await press(app, 't', 'L');
		assert.deepEqual(table(app), ['+ init (+4)', 'kthreadd']);
		await press(app, 'L');
		assert.equal(table(app).length, 6);
	});

	it('with a filter, selects matches and shows no values of their ancestors', async () => {
		await using app = await renderApp(family(), size);
		await press(app, 't', '/', ...'user=eve', '\r', down, '\r');
		assert.match(text(app), /─ cc \(30\) ─/);
		await app.press('\u{1B}');
		assert.match(text(app), /\/user=eve · 1 match/);
		assert.match(text(app), /│ +1 +init/);
	});
});

describe('groups', () => {
	it('Enter opens a group and closes it, and signals need a process', async () => {
		const signalled: number[] = [];
		const service = {
			...noProcessService,
			signal: (process: {readonly pid: number}) => void signalled.push(process.pid),
		};
		await using app = await renderApp(family(), {...size, service});
		await press(app, 'b');
		assert.match(text(app), /by program/);
		assert.deepEqual(table(app).slice(0, 2), ['+ cc 2 processes', '+ make 1 process']);
		await press(app, down, 'x');
		assert.match(text(app), /This row is a group/);
		await press(app, '\r');
		assert.deepEqual(table(app).slice(0, 4), ['- cc 2 processes', '├─ cc', '└─ cc', '+ make 1 process']);
		await press(app, down, down, 'l');
		assert.deepEqual(table(app).slice(0, 2), ['+ cc 2 processes', '+ make 1 process']);
		await press(app, 'b', 'b', 'b');
		assert.equal(table(app)[0], 'cc');
		assert.deepEqual(signalled, []);
	});

	it('L opens all groups and closes them', async () => {
		await using app = await renderApp(family(), size);
		await press(app, 'b', 'L');
		assert.equal(table(app).length, 11);
		await press(app, 'L');
		assert.equal(table(app).length, 5);
	});

	it('t shows the tree in place of the groups', async () => {
		await using app = await renderApp(family(), size);
		await press(app, 'b', 't');
		assert.equal(table(app)[1], '├─ shell');
	});
});

it('K hides the threads of the kernel', async () => {
	await using app = await renderApp(family(), size);
	await app.press('K');
	assert.ok(!table(app).includes('kthreadd'));
	assert.match(text(app), /without kernel threads/);
	await app.press('K');
	assert.ok(table(app).includes('kthreadd'));
});

describe('threads', () => {
	const thread = (tid: number, name: string, cpuPercent: number) =>
		({tid, name, state: 'R', cpuPercent, cpuTimeSeconds: 5, priority: 20, nice: 0}) as const;
	const service = {
		...noProcessService,
		threads: () => ({list: [thread(23, 'worker', 60), thread(22, 'cc', 30)], total: 2}),
	};

	it('H shows the threads of the selected process, and hides them', async () => {
		await using app = await renderApp(family(), {...size, service});
		await press(app, down, down, 'H');
		assert.deepEqual(table(app).slice(0, 5), ['cc', 'cc', '├─ {worker}', '└─ {cc}', 'make']);
		assert.match(text(app), /23 +60\.0 +R +├─ \{worker\}/);
		await press(app, down, 'H');
		assert.deepEqual(table(app).slice(0, 3), ['cc', 'cc', 'make']);
	});

	it('scrolls to the threads of the last process', async () => {
		const many = Array.from({length: 60}, (_, index) => processOf(index + 1, {cpuPercent: 60 - index}));
		await using app = await renderApp(family(many), {...size, service});
		await press(app, 'G', 'H');
		assert.deepEqual(table(app).slice(-3), ['process-60', '├─ {worker}', '└─ {cc}']);
	});

	it('Enter on a thread shows its process', async () => {
		await using app = await renderApp(family(), {...size, service});
		await press(app, down, 'H', down, '\r');
		assert.match(text(app), /─ cc \(22\) ─/);
	});

	it('says where they cannot be read', async () => {
		await using app = await renderApp(family(), size);
		await press(app, down, 'H');
		assert.match(text(app), /Threads are read only for processes of this machine/);
	});
});

describe('the search', () => {
	it('goes to a match, then to the next one, and shows all others', async () => {
		await using app = await renderApp(family(), size);
		await press(app, '\\', ...'cc');
		assert.match(text(app), /search: cc/);
		assert.match(text(app), /"cc" 2 found/);
		await press(app, '\r', '\r');
		assert.match(text(app), /─ cc \(22\) ─/);
		await press(app, '\u{1B}', '\\', '\r', '\r');
		assert.match(text(app), /─ cc \(30\) ─/);
		await press(app, '\u{1B}', '\\', down, up, up, '\r', '\r');
		assert.match(text(app), /─ cc \(30\) ─/);
		await press(app, '\u{1B}');
		assert.equal(table(app).length, 6);
		await press(app, '\u{1B}');
		assert.doesNotMatch(text(app), /found/);
	});

	it('Esc returns to the process that was selected', async () => {
		await using app = await renderApp(family(), size);
		await press(app, down, down, '\\', ...'shell', '\u{1B}', '\r');
		assert.match(text(app), /─ cc \(30\) ─/);
	});

	it('takes every character, also those that are bound to keys', async () => {
		await using app = await renderApp(family(), size);
		await press(app, '\\', ...'qjk/');
		assert.match(text(app), /search: qjk\//);
		assert.match(text(app), /"qjk\/" 0 found/);
	});
});
