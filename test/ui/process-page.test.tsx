import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {receiveSample} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import type {Process} from '../../source/metrics/snapshot.js';
import {seriesOfMoments} from '../../source/ui/process-page/graphs.js';
import type {Inspection} from '../../source/ui/processes/inspection.js';
import {recentLists} from '../../source/ui/processes/recent-lists.js';
import {noProcessService, type ProcessService} from '../../source/ui/processes/service.js';
import {processOf} from '../helpers/processes.js';
import {type RenderedApp, renderApp} from '../helpers/render-app.js';
import {ok, sampleAt} from '../helpers/samples.js';
import {watchedState} from '../helpers/states.js';

const size = {columns: 120, rows: 40};

function screen(app: RenderedApp): string {
	return app.rows().join('\n');
}

const inspection: Inspection = {
	details: {
		commandLine: 'postgres -D /srv/data',
		workingDirectory: '/srv/data',
		executable: '/usr/lib/postgresql/bin/postgres (deleted)',
		rootDirectory: '/',
		uid: 70,
		threads: 2,
		openFiles: 950,
		maxOpenFiles: 1024,
		readBytes: 5 * 2 ** 30,
		writtenBytes: 2 ** 20,
		cgroup: '/system.slice/postgresql.service',
		waitChannel: 'ep_poll',
		voluntarySwitches: 120,
		involuntarySwitches: 7,
		oomScore: 700,
	},
	memory: {
		residentSetBytes: 310 * 2 ** 20,
		proportionalBytes: 200 * 2 ** 20,
		privateBytes: 150 * 2 ** 20,
		sharedBytes: 160 * 2 ** 20,
		anonymousBytes: undefined,
		swapBytes: 0,
	},
	limits: [
		{name: 'Max open files', soft: 1024, hard: 4096, unit: 'files'},
		{name: 'Max cpu time', soft: undefined, hard: undefined, unit: 'seconds'},
	],
	files: {
		list: [
			{fd: 3, kind: 'file', target: '/srv/data/base.1 (deleted)', isDeleted: true, socket: undefined},
			{
				fd: 5,
				kind: 'socket',
				target: 'socket:[99]',
				isDeleted: false,
				socket: {protocol: 'tcp', local: '127.0.0.1:5432', remote: '10.0.0.7:40312', state: 'ESTAB'},
			},
		],
		total: 950,
	},
	threads: undefined,
	environment: {
		variables: [
			{name: 'PGDATA', value: undefined},
			{name: 'PGPASSWORD', value: undefined},
		],
		isTruncated: false,
	},
};

const withValues: Inspection = {
	...inspection,
	environment: {variables: [{name: 'PGPASSWORD', value: 'not shown before'}], isTruncated: false},
};

const service: ProcessService = {
	...noProcessService,
	inspect: () => ({read: async ({values}) => (values ? withValues : inspection)}),
};

describe('the page of a process', () => {
	it('shows its limits, files, group and the names of its environment', async () => {
		await using app = await renderApp(watchedState(), {...size, service});
		await app.press('\r');
		for (const pattern of [
			/─ postgres \(812\) ─/,
			/Command +postgres -D \/srv\/data/,
			/State +running, waits in ep_poll/,
			/Memory +310 MiB/,
			/PSS 200M, private 150M, shared 160M, swap/,
			/Service +postgresql\.service/,
			/open files +950 of 1024, 92\.8%/,
			/ 5 tcp ESTAB 127\.0\.0\.1:5432 to 10\.0\.0\.7:40312/,
			/ 3 \/srv\/data\/base\.1 \(deleted\)/,
			/and 948 more/,
			/Environment: 2, \$ shows the values/,
			/PGDATA {2}PGPASSWORD/,
		]) {
			assert.match(screen(app), pattern);
		}

		assert.doesNotMatch(screen(app), /CPU time +∞|not shown before/);
	});

	it('shows the values of the environment only after a key', async () => {
		await using app = await renderApp(watchedState(), {...size, service});
		await app.press('\r');
		await app.press('$');
		assert.match(screen(app), /PGPASSWORD=not shown before/);
		await app.press('$');
		assert.doesNotMatch(screen(app), /not shown before/);
	});

	it('leads to the parent and the children, and back', async () => {
		await using app = await renderApp(watchedState(), {...size, service});
		await app.press('\r');
		await app.press('\r');
		assert.match(screen(app), /─ systemd \(1\) ─/);
		assert.match(screen(app), /Children +812 postgres/);
		await app.press('\u{1B}[B');
		await app.press('\r');
		assert.match(screen(app), /─ node \(2210\) ─/);
		await app.press('\u{7F}');
		assert.match(screen(app), /─ systemd \(1\) ─/);
		await app.press('\u{7F}');
		assert.match(screen(app), /─ postgres \(812\) ─/);
		await app.press('\u{1B}');
		assert.match(screen(app), /─ .Processes ─/);
	});

	it('sends signals and changes the nice value, and stays open', async () => {
		const done: string[] = [];
		const changing: ProcessService = {
			...service,
			signal: ({pid}, {name}) => void done.push(`${name} ${pid}`),
			renice({pid, nice = 0}) {
				done.push(`nice ${pid}`);
				return {before: nice, after: nice + 1};
			},
		};
		await using app = await renderApp(watchedState(), {...size, service: changing});
		await app.press('\r\r');
		assert.match(screen(app), /─ systemd \(1\) ─/);
		await app.press('x\r');
		assert.match(screen(app), /Send SIGTERM to systemd \(1\)\?/);
		await app.press('y');
		await app.press('\u{1B}[19~');
		assert.deepEqual(done, ['SIGTERM 1', 'nice 1']);
		assert.match(screen(app), /─ systemd \(1\) ─/);
		assert.match(screen(app), /nice of systemd \(1\) changed from 0 to 1/);
	});

	it('says what is not permitted, and how to get it', async () => {
		const {details} = inspection;
		const hidden: Inspection = {
			...inspection,
			details: {
				...details,
				workingDirectory: undefined,
				executable: undefined,
				openFiles: undefined,
				readBytes: undefined,
			},
			memory: undefined,
			files: undefined,
			environment: undefined,
		};
		const refused = {...service, inspect: () => ({read: async () => hidden})};
		await using app = await renderApp(watchedState(), {...size, service: refused});
		await app.press('\r');
		const text = screen(app).replaceAll(/[│ \n]+/g, ' ');
		assert.match(text, /Some values are not permitted/);
		assert.match(text, /Run mon-tui as postgres or root/);
		for (const pattern of [/PSS not permitted/, /Executable +not permitted/, /Storage I\/O +not permitted/]) {
			assert.match(screen(app), pattern);
		}
	});

	it('says for a remote machine or a recording that details are not known, and that a process has ended', async () => {
		await using app = await renderApp(watchedState(), size);
		await app.press('\r');
		assert.match(screen(app), /not known for\s/);
		assert.match(screen(app), /Parent +1 systemd/);
		await app.setState(state => {
			const counts = {running: 0, sleeping: 1, stopped: 0, zombie: 0, threads: 1, unreadable: 0};
			const list = [processOf(1)];
			return receiveSample(
				state,
				sampleAt(60, {processes: ok({...counts, total: 1, blocked: 0, ended: undefined, list})}),
			);
		});
		assert.match(screen(app), /This process has ended\./);
	});

	it('scrolls on a small screen', async () => {
		await using app = await renderApp(watchedState(), {columns: 60, rows: 16, service});
		await app.press('\r');
		assert.match(app.rows()[0] ?? '', /1–14 of \d+/);
		await app.press('\u{1B}[F');
		assert.match(screen(app), /PGDATA {2}PGPASSWORD/);
		await app.press('\u{1B}[H');
		assert.match(screen(app), /Command/);
	});
});

describe('the last minute of a process', () => {
	const counts = {running: 0, sleeping: 1, stopped: 0, zombie: 0, threads: 1, unreadable: 0};
	const at = (seconds: number, list: readonly Process[]) =>
		sampleAt(seconds, {processes: ok({...counts, total: list.length, blocked: 0, ended: undefined, list})});

	it('is kept from the lists, for the process with that start time', () => {
		const store = createStore(watchedState());
		using recent = recentLists(store);
		for (let seconds = 100; seconds < 200; seconds += 2) {
			const list = [processOf(7, {cpuPercent: seconds, startedAtMs: seconds < 150 ? 1 : 2})];
			store.setState(state => receiveSample(state, at(seconds, list)));
		}

		const percents = recent.momentsOf({pid: 7, startedAtMs: 2}).map(({process}) => process.cpuPercent);
		assert.deepEqual(
			percents,
			Array.from({length: 25}, (_, index) => 150 + 2 * index),
		);
		assert.equal(recent.momentsOf({pid: 7, startedAtMs: 1})[0]?.process.cpuPercent, 138);
	});

	it('is drawn on a grid, with gaps where it was not measured', () => {
		const moments = [10_000, 12_000, 40_000].map(monotonicMs => ({
			monotonicMs,
			process: processOf(7, {cpuPercent: monotonicMs / 1000}),
		}));
		const series = seriesOfMoments(moments, ({cpuPercent}) => cpuPercent, 40_000, 30);
		assert.equal(series.length, 30);
		assert.equal(series.at(-1), 40);
		assert.equal(series.filter(value => value === 10).length, 1);
		assert.equal(series.filter(value => value === 12).length, 3);
		assert.equal(series.at(-2), undefined);
	});
});
