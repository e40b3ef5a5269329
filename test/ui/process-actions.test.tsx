import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type MonitorState, receiveSample} from '../../source/core/state.js';
import type {Process} from '../../source/metrics/snapshot.js';
import {noProcessService, type ProcessService} from '../../source/ui/processes/service.js';
import {processOf} from '../helpers/processes.js';
import {type RenderedApp, renderApp} from '../helpers/render-app.js';
import {ok, sampleAt} from '../helpers/samples.js';
import {watchedState} from '../helpers/states.js';

const up = '\u{1B}[A';
const down = '\u{1B}[B';
const size = {columns: 120, rows: 40};

function screen(app: RenderedApp): string {
	return app.rows().join('\n');
}

/** A service that records what it does, and refuses the process with the PID 2210. */
function recorder(): {readonly done: string[]; readonly service: ProcessService} {
	const done: string[] = [];
	return {
		done,
		service: {
			...noProcessService,
			signal({pid, name}, {name: signal}) {
				if (pid === 2210) {
					throw new Error(`${signal} to ${name} (${pid}) was not sent: not permitted.`);
				}

				done.push(`${signal} ${pid}`);
			},
			renice({pid, nice = 0}, change) {
				const after = 'by' in change ? nice + change.by : change.to;
				done.push(`nice ${after} ${pid}`);
				return {before: nice, after};
			},
		},
	};
}

/** Replaces the process list of a state. */
function withList(state: MonitorState, list: readonly Process[], seconds = 60): MonitorState {
	const counts = {running: 1, sleeping: 1, stopped: 0, zombie: 0, threads: 9, unreadable: 0};
	return receiveSample(
		state,
		sampleAt(seconds, {processes: ok({...counts, total: list.length, blocked: 0, ended: undefined, list})}),
	);
}

describe('a signal', () => {
	it('is sent to the first process when none is selected, only after it was chosen and confirmed', async () => {
		const {done, service} = recorder();
		await using app = await renderApp(watchedState(), {...size, service});
		await app.press('x');
		assert.match(screen(app), /Signal to postgres \(812\)/);
		await app.press('\r');
		assert.match(screen(app), /Send SIGTERM to postgres \(812\)\?/);
		await app.press('n');
		assert.deepEqual(done, []);
		await app.press('x\r');
		await app.press('y');
		assert.deepEqual(done, ['SIGTERM 812']);
		assert.match(app.rows().at(-1) ?? '', /SIGTERM was sent to postgres \(812\)\./);
	});

	for (const [typed, signal] of [
		['9', 'SIGKILL'],
		['15', 'SIGTERM'],
		['1', 'SIGHUP'],
		['kill', 'SIGKILL'],
		['usr2', 'SIGUSR2'],
		['SIGQ', 'SIGQUIT'],
		['64', 'SIGRTMIN\\+30'],
	] as const) {
		it(`is selected by typing ${typed}`, async () => {
			const {service} = recorder();
			await using app = await renderApp(watchedState(), {...size, service});
			await app.press('x');
			for (const key of typed) {
				await app.press(key);
			}

			await app.press('\r');
			assert.match(screen(app), new RegExp(`Send ${signal} to postgres`));
		});
	}

	it('goes to all tagged processes, which the confirmation lists, and failures are listed', async () => {
		const {done, service} = recorder();
		await using app = await renderApp(watchedState(), {...size, service});
		await app.press('mm');
		assert.match(screen(app), /2 tagged/);
		assert.match(screen(app), /812•/);
		await app.press('x\r');
		assert.match(screen(app), /Send SIGTERM to 2 processes\?/);
		assert.match(screen(app), / 812 postgres postgres/);
		assert.match(screen(app), / 2210 web +node/);
		await app.press('y');
		assert.deepEqual(done, ['SIGTERM 812']);
		assert.match(screen(app), /Done for 1 of 2 processes\./);
		assert.match(screen(app), /SIGTERM to node \(2210\) was not sent: not permitted\./);
		await app.press('~');
		assert.doesNotMatch(screen(app), /tagged|Done for/);
	});

	it('is disabled for recordings and remote machines, which a hint says while the keys still work', async () => {
		await using app = await renderApp(watchedState(), size);
		await app.press('x');
		assert.match(app.rows().at(-1) ?? '', /Signals are disabled with --read-only/);
		await app.press('/web');
		await app.press('\r');
		assert.match(screen(app), /2 match/);
	});

	it('is not sent to a process that does not run any more', async () => {
		const {done, service} = recorder();
		await using app = await renderApp(watchedState(), {...size, service});
		await app.press('x\r');
		await app.setState(state => withList(state, [processOf(1, {name: 'systemd'})]));
		assert.match(screen(app), /This process has ended\./);
		await app.press('y');
		assert.deepEqual(done, []);
	});
});

describe('tags', () => {
	it('of all processes that match the filter are set by one key, 500 at most', async () => {
		const {done, service} = recorder();
		const many = Array.from({length: 600}, (_, index) => processOf(10_000 + index, {name: 'worker'}));
		await using app = await renderApp(withList(watchedState(), many), {...size, service});
		await app.press('*');
		assert.match(screen(app), /Without a filter there is nothing to tag: \/ filters, and this key tags what matches\./);
		await app.press('/worker');
		await app.press('\r');
		await app.press('*');
		assert.match(screen(app), /500 tagged, which is the maximum/);
		await app.press('x\r');
		assert.match(screen(app), /Send SIGTERM to 500 processes\?/);
		assert.match(screen(app), /1–\d+ of 500/);
		await app.press('\u{1B}[F');
		assert.match(screen(app), /\d+–500 of 500/);
		await app.press('y');
		assert.equal(done.length, 500);
	});

	it('are removed by the key that sets them, and by Esc', async () => {
		await using app = await renderApp(watchedState(), size);
		await app.press('m');
		assert.match(screen(app), /1 tagged/);
		await app.press(`${up}`);
		await app.press('m');
		assert.doesNotMatch(screen(app), /tagged/);
		await app.press('m');
		await app.press('\u{1B}');
		assert.doesNotMatch(screen(app), /tagged/);
	});
});

describe('the nice value', () => {
	it('changes by one step with F7 and F8, of a process that was selected before', async () => {
		const {done, service} = recorder();
		await using app = await renderApp(watchedState(), {...size, service});
		await app.press('\u{1B}[19~');
		assert.match(screen(app), /Selected postgres \(812\)\. Press the key again/);
		assert.deepEqual(done, []);
		await app.press('\u{1B}[19~');
		await app.press('\u{1B}[18~');
		assert.deepEqual(done, ['nice 1 812', 'nice -1 812']);
		assert.match(app.rows().at(-1) ?? '', /nice of postgres \(812\) changed from 0 to -1/);
	});

	it('is typed, or set by the arrows, and applies to all tagged processes', async () => {
		const {done, service} = recorder();
		await using app = await renderApp(watchedState(), {...size, service});
		await app.press('mmr');
		assert.match(screen(app), /Nice value of 2 processes/);
		await app.press('1');
		await app.press('5');
		await app.press('9');
		await app.press(down);
		await app.press('\r');
		assert.deepEqual(done, ['nice 14 812', 'nice 14 2210']);
	});

	it('cannot be changed for recordings and remote machines', async () => {
		await using app = await renderApp(watchedState(), size);
		await app.press('r');
		assert.match(screen(app), /Changes of nice values are disabled/);
	});
});

describe('the selected process', () => {
	const list = Array.from({length: 100}, (_, index) => processOf(1000 + index, {cpuPercent: 100 - index}));
	const sunken = list.map(process => (process.pid === 1000 ? {...process, cpuPercent: 0.1} : process));
	const rowsWith = (app: RenderedApp, pattern: RegExp): number => app.rows().filter(row => pattern.test(row)).length;

	it('stays visible at the edge when it sinks, and the list stays at its top', async () => {
		await using app = await renderApp(withList(watchedState(), list), size);
		await app.press(down);
		await app.setState(state => withList(state, sunken, 61));
		assert.equal(rowsWith(app, / 1000 root/), 1);
		assert.equal(rowsWith(app, / 1001 root/), 1);
		await app.press(down);
		assert.equal(rowsWith(app, / 1001 root/), 0);
	});

	it('is followed by the list after F, until the selection moves', async () => {
		await using app = await renderApp(withList(watchedState(), list), size);
		await app.press('F');
		assert.match(screen(app), /The list follows process-1000 \(1000\)/);
		await app.setState(state => withList(state, sunken, 61));
		assert.equal(rowsWith(app, / 1000 root/), 1);
		assert.equal(rowsWith(app, / 1001 root/), 0);
		assert.equal(rowsWith(app, / 1098 root/), 1);
		assert.match(screen(app), /following/);
		await app.press(up);
		assert.doesNotMatch(screen(app), /· following/);
	});
});

describe('overlays and hints', () => {
	for (const [name, keys] of [
		['help', '?'],
		['health', '!'],
		['alerts', 'a'],
		['options', 'o'],
		['sort menu', 's'],
		['details', '\r'],
		['signal menu', 'x'],
		['nice value', 'r'],
	] as const) {
		it(`q closes the ${name} and does not quit`, async () => {
			const {service} = recorder();
			await using app = await renderApp(watchedState(), {...size, service});
			await app.press(keys);
			await app.press('q');
			await app.press('m');
			assert.match(screen(app), /1 tagged/);
		});
	}

	it('the compact view acts on the process that it shows as selected', async () => {
		const {service} = recorder();
		await using app = await renderApp(watchedState(), {columns: 80, rows: 8, service, viewChoice: 'compact'});
		await app.press('\u{1B}[B');
		const [, first = ''] = /COMMAND\n +(\d+) /.exec(screen(app)) ?? [];
		assert.notEqual(first, '');
		await app.press('x');
		assert.match(screen(app), new RegExp(`\\(${first}\\)`));
	});

	it('the compact view does not act on a process list that it does not show', async () => {
		const {service} = recorder();
		await using app = await renderApp(watchedState(), {columns: 80, rows: 6, service, viewChoice: 'compact'});
		for (const key of ['x', 'm', 'F', 'r', '\u{1B}[19~', '/', 's']) {
			await app.press(key);
			assert.match(screen(app), /The process list is in the detailed view: d\./, key);
		}
	});
});
