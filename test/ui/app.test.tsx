import assert from 'node:assert/strict';
import process from 'node:process';
import {describe, it} from 'node:test';
import stringWidth from 'string-width';
import type {Alert} from '../../source/alerts/alert.js';
import type {DeliveryProgress} from '../../source/alerts/delivery-progress.js';
import {panelNames} from '../../source/config/options/panel-names.js';
import {defaultProcessColumns} from '../../source/config/options/process-columns.js';
import {changeProblem, initialState, receiveSample} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import type {Events, MachineEvent} from '../../source/metrics/model/events.js';
import {eventCounts} from '../../source/metrics/values/event-kinds.js';
import {createTransport} from '../../source/recording/replay/playback.js';
import {type DeliveryView, noAlertService} from '../../source/ui/alerts/service.js';
import type {SavedChoices} from '../../source/ui/state/choices.js';
import {initialUiState} from '../../source/ui/state/ui-state.js';
import {assertFrame} from '../helpers/frames.js';
import {renderApp} from '../helpers/render-app.js';
import {ok, sampleAt, startMs} from '../helpers/samples.js';
import {containedState, watchedState} from '../helpers/states.js';

process.env.TZ = 'UTC';

const sizes = [
	[20, 1],
	[40, 10],
	[60, 14],
	[80, 24],
	[120, 40],
	[200, 50],
] as const;

describe('the screen of a watched server', () => {
	for (const [columns, rows] of sizes) {
		it(`matches the reviewed picture at ${columns}×${rows}`, async () => {
			await using app = await renderApp(watchedState(), {columns, rows});
			assertFrame(`${columns}x${rows}`, app.rows());
		});
	}

	for (const [columns, rows] of [
		[40, 8],
		[80, 24],
		[120, 40],
	] as const) {
		it(`shows the container limits beside the figures of the host at ${columns}×${rows}`, async () => {
			await using app = await renderApp(containedState(), {columns, rows});
			assertFrame(`container-${columns}x${rows}`, app.rows());
		});
	}

	it('matches the reviewed picture in ASCII', async () => {
		await using app = await renderApp(watchedState(), {columns: 80, rows: 24, isAscii: true});
		assertFrame('ascii', app.rows());
		for (const row of app.rows()) {
			// Names from outside keep their letters; everything else is ASCII.
			assert.match(row.replace(/東京.*/, ''), /^[ -~]*$/);
		}
	});

	it('matches the reviewed picture on a Linux console', async () => {
		await using app = await renderApp(watchedState(), {columns: 80, rows: 24, isConsole: true, graphStyle: 'block'});
		assertFrame('console', app.rows());
		for (const row of app.rows()) {
			assert.match(row.replace(/東京.*/, ''), /^[ -~·°•←↑↓─│┌┐└┘░▒▓█▄▌]*$/);
		}
	});

	it('stays inside the terminal at every size, before and after the first sample', async () => {
		for (const state of [initialState(500, {samples: 10, seconds: 60}), watchedState()]) {
			for (const columns of [1, 2, 7, 20, 33, 59, 60, 79, 110, 160, 300]) {
				for (const rows of [1, 2, 4, 13, 14, 24, 28, 60]) {
					await using app = await renderApp(state, {columns, rows});
					const frame = app.rows();
					assert.ok(frame.length <= rows, `${frame.length} rows at ${columns}×${rows}`);
					for (const row of frame) {
						assert.ok(stringWidth(row) <= columns, `${stringWidth(row)} cells at ${columns}×${rows}: ${row}`);
					}
				}
			}
		}
	});

	it('never sends a control character of a name to the terminal', async () => {
		await using app = await renderApp(watchedState(), {columns: 120, rows: 40});
		assert.ok(app.rows().some(row => row.includes('東京␛[31m')));
		assert.ok(app.rows().every(row => !row.includes('\u{1B}')));
	});
});

describe('drawing', () => {
	it('writes one frame for a sample in which everything changed, and none for an unchanged sample', async () => {
		await using app = await renderApp(watchedState(), {columns: 120, rows: 40});
		const before = app.frameCount();
		await app.setState(state => receiveSample(state, sampleAt(61, {memory: {state: 'error', reason: 'gone'}})));
		assert.equal(app.frameCount(), before + 1);
		await app.setState(state => ({...state}));
		assert.equal(app.frameCount(), before + 1);
	});

	it('shows why a value is missing instead of 0', async () => {
		await using app = await renderApp(
			receiveSample(
				watchedState(),
				sampleAt(61, {
					processor: {state: 'error', reason: '/proc/stat: permission denied'},
					memory: {state: 'timeout', reason: 'no answer within 2 s'},
					network: ok({receiveBytesPerSecond: undefined, sendBytesPerSecond: undefined, interfaces: []}),
				}),
			),
			{columns: 100, rows: 24},
		);
		const screen = app.rows().join('\n');
		assert.match(screen, /error: \/proc\/stat: permission denied/);
		assert.match(screen, /timeout: no answer/);
		assert.match(screen, /↓ +--/);
	});
});

describe('a machine without readable metrics', () => {
	const reason = '/proc/stat: permission denied';
	const withoutMetrics = () =>
		receiveSample(
			initialState(500, {samples: 10, seconds: 60}),
			sampleAt(0, {
				processor: {state: 'error', reason},
				memory: {state: 'error', reason: '/proc/meminfo: permission denied'},
			}),
		);

	it('shows the reason and a hint in every view', async () => {
		for (const viewChoice of ['detailed', 'compact', 'line'] as const) {
			await using app = await renderApp(withoutMetrics(), {columns: 120, rows: 24, viewChoice});
			const screen = app.rows().join(' ').replaceAll(/[│ ]+/g, ' ');
			assert.match(screen, /No metrics can be read from this machine: \/proc\/stat: permission denied\./);
			assert.match(screen, viewChoice === 'line' ? /\/proc must be/ : /Use --root /);
		}
	});

	it('still accepts keys', async () => {
		await using app = await renderApp(withoutMetrics(), {columns: 120, rows: 40});
		await app.press('?');
		assert.match(app.rows().join('\n'), /q Ctrl-C F10 +quit/);
	});
});

describe('keys', () => {
	it('? opens the help and Esc closes it', async () => {
		await using app = await renderApp(watchedState(), {columns: 100, rows: 50});
		await app.press('?');
		assert.match(app.rows().join('\n'), /q Ctrl-C F10 +quit/);
		await app.press('\u{1B}');
		assert.match(app.rows().join('\n'), /Processes/);
	});

	it('a paused screen does not change with new samples, and shows the latest one when it is resumed', async () => {
		await using app = await renderApp(watchedState(), {columns: 100, rows: 24});
		await app.press('?');
		await app.press('?');
		assert.match(app.rows()[0] ?? '', /live/);
	});

	it('the filter applies while it is typed; Enter keeps it and Esc clears it', async () => {
		await using app = await renderApp(watchedState(), {columns: 120, rows: 40});
		await app.press('/user=web');
		assert.match(app.rows().join('\n'), /2 match/);
		assert.doesNotMatch(app.rows().join('\n'), /postgres/);
		await app.press('\r');
		assert.doesNotMatch(app.rows().at(-1) ?? '', /filter:/);
		await app.press('\u{1B}');
		assert.match(app.rows().join('\n'), /postgres/);
	});

	it('the selection stays on its process when the order changes', async () => {
		await using app = await renderApp(watchedState(), {columns: 120, rows: 40});
		await app.press('\u{1B}[B');
		await app.press('\r');
		assert.match(app.rows().join('\n'), /─ postgres \(812\) ─.*\n(?:.*\n)*.*Parent +1 systemd/);
		await app.press('\u{1B}');
		await app.press('N');
		await app.press('\r');
		assert.match(app.rows().join('\n'), /─ postgres \(812\) ─.*\n(?:.*\n)*.*Parent +1 systemd/);
	});

	it('Enter without a selection shows the first process', async () => {
		await using app = await renderApp(watchedState(), {columns: 120, rows: 40});
		await app.press('\r');
		assert.match(app.rows().join('\n'), /─ postgres \(812\) ─.*\n(?:.*\n)*.*Parent +1 systemd/);
	});

	it('Tab focuses the next panel and z zooms it', async () => {
		await using app = await renderApp(watchedState(), {columns: 120, rows: 40});
		await app.press('\t\t');
		await app.press('z');
		const screen = app.rows().join('\n');
		assert.match(screen, /Memory/);
		assert.doesNotMatch(screen, /Processes/);
		await app.press('z');
		assert.match(app.rows().join('\n'), /Processes/);
	});

	it('t, I and B change tree, sort order and units', async () => {
		await using app = await renderApp(watchedState(), {columns: 120, rows: 40});
		await app.press('t');
		assert.match(app.rows().join('\n'), /├─ postgres/);
		await app.press('tM');
		assert.match(app.rows().join('\n'), /MEM↓/);
		await app.press('I');
		assert.match(app.rows().join('\n'), /MEM↑/);
		assert.match(app.rows().join('\n'), /16\.0 GiB/);
		await app.press('B');
		assert.match(app.rows().join('\n'), /17\.2 GB/);
	});
});

describe('options', () => {
	const state = watchedState();

	it('o lists the panels; hiding one gives its room to the others, and showing it restores it', async () => {
		await using app = await renderApp(state, {columns: 80, rows: 24});
		await app.press('o');
		assertFrame('options', app.rows());
		await app.press('\u{1B}[B');
		await app.press('\r');
		await app.press('o');
		assert.doesNotMatch(app.rows().join('\n'), /MEM [█░]/);
		assert.match(app.rows().join('\n'), /¹CPU [▉░]/);
		await app.press('o');
		await app.press('\u{1B}[B');
		await app.press(' ');
		await app.press('\u{1B}');
		assert.match(app.rows().join('\n'), /²MEM █/);
	});

	it('a hidden panel loses the focus', async () => {
		await using app = await renderApp(state, {
			columns: 80,
			rows: 24,
			initialState: {...initialUiState, hidden: panelNames.filter(name => name !== 'memory')},
		});
		await app.press('1');
		await app.press('o');
		await app.press('\u{1B}[B');
		await app.press(' ');
		await app.press('o');
		assert.match(app.rows().join('\n'), /All panels are hidden\./);
		await app.press('z');
		assert.match(app.rows().join('\n'), /All panels are hidden\./);
	});

	it('the choices are saved only on request', async () => {
		const saved: SavedChoices[] = [];
		await using app = await renderApp(state, {
			columns: 80,
			rows: 24,
			remember: async choices => {
				saved.push(choices);
				return 'Saved to /etc/mon-tui.json: hide, theme.';
			},
		});
		await app.press('MIpB+');
		await app.press('o');
		await app.press('\r');
		await app.press('\u{1B}[A');
		await app.press('\u{1B}[A');
		await app.press('\u{1B}[D');
		await app.press('\u{1B}[A');
		await app.press('\u{1B}[C');
		assert.equal(saved.length, 0);
		await app.press('\u{1B}[B');
		await app.press('\u{1B}[B');
		await app.press('\r');
		const choices: SavedChoices = {
			view: 'auto',
			hide: ['processor'],
			theme: 'light',
			graph: 'ascii',
			columns: defaultProcessColumns,
			sort: 'memory',
			reverse: true,
			perCore: false,
			units: 'decimal',
			graphStepMs: 2000,
			intervalMs: 500,
		};
		assert.deepEqual(saved, [choices]);
		assert.match(app.rows().join('\n'), /Saved to \/etc\/mon-tui\.json: hide, theme\./);
		await app.press('\u{1B}');
		await app.press('W');
		assert.deepEqual(saved, [choices, choices]);
	});

	it('the reason why the choices were not saved is wrapped', async () => {
		const remember = async () =>
			assert.fail(`"/home/${'x'.repeat(50)}/config.json" cannot be written: the disk is full`);
		await using app = await renderApp(state, {columns: 60, rows: 24, remember});
		await app.press('o');
		await app.press('\u{1B}[A');
		await app.press('\r');
		assert.match(app.rows().join('\n'), /Not saved:.*x{40}.*config\.json.*cannot be.*the disk is full/s);
	});

	it('the graph style is not offered in ASCII', async () => {
		await using app = await renderApp(state, {columns: 80, rows: 24, isAscii: true});
		await app.press('o');
		assert.match(app.rows().join('\n'), /theme +< default >/);
		assert.doesNotMatch(app.rows().join('\n'), /graphs/);
	});

	it('hiding the process panel clears its selection', async () => {
		await using app = await renderApp(state, {columns: 120, rows: 40});
		await app.press('j');
		await app.press('o');
		await app.press('\u{1B}[B'.repeat(panelNames.indexOf('processes')));
		await app.press('\r');
		await app.press('o');
		await app.press('t');
		assert.match(app.rows().join('\n'), /process list is hidden\. The options show it: o\./);
		await app.press('\u{1B}');
		await app.press('z');
		assert.match(app.rows().join('\n'), /─ ¹CPU ─/);
		assert.doesNotMatch(app.rows().join('\n'), /Memory ─/);
	});

	it('hints name the keys of the preset', async () => {
		const initialState = {...initialUiState, hidden: ['processes'] as const};
		await using app = await renderApp(state, {columns: 80, rows: 24, initialState, preset: 'vim'});
		await app.press('t');
		assert.match(app.rows().join('\n'), /process list is hidden\. The options show it: F2\./);
	});

	it('a hidden process list is named as hidden in the compact view, too', async () => {
		const initialState = {...initialUiState, hidden: ['processes'] as const};
		await using app = await renderApp(state, {columns: 80, rows: 24, initialState, viewChoice: 'compact'});
		await app.press('t');
		assert.match(app.rows().join('\n'), /process list is hidden\. The options show it: o\./);
	});

	it('the time range of graphs goes back to the one of the settings', async () => {
		const initialState = {...initialUiState, bucketMs: 5000};
		await using app = await renderApp(state, {columns: 120, rows: 40, initialState});
		const before = app.rows();
		await app.press('+');
		assert.notDeepEqual(app.rows(), before);
		await app.press('=');
		assert.deepEqual(app.rows(), before);
	});

	it('the remaining panels are laid out side by side', async () => {
		await using app = await renderApp(state, {
			columns: 120,
			rows: 40,
			initialState: {...initialUiState, hidden: ['processes']},
		});
		assertFrame('without-processes', app.rows());
	});

	it('every line can be reached on a low screen', async () => {
		await using app = await renderApp(state, {columns: 40, rows: 10});
		await app.press('o');
		await app.press('\u{1B}[A');
		assertFrame('options-40x10', app.rows());
		assert.match(app.rows().join('\n'), /save to the configuration/);
	});
});

describe('a recording', () => {
	for (const viewChoice of ['detailed', 'compact', 'line'] as const) {
		it(`shows once that it is paused in the ${viewChoice} view`, async () => {
			const {playback} = createTransport({startMs, endMs: startMs + 60_000});
			await using app = await renderApp(watchedState(), {columns: 120, rows: 24, viewChoice, playback});
			const badges = () =>
				app
					.rows()
					.join('\n')
					.match(/PAUSED|AGO/g)?.length ?? 0;
			assert.equal(badges(), 0);
			await app.press(' ');
			assert.equal(badges(), 1);
			assert.ok(playback.store.getState().isPaused);
			await app.press(' ');
			await app.press('\u{1B}[D');
			assert.equal(badges(), 0);
			assert.ok(!playback.store.getState().isPaused);
		});
	}
});

/** Returns a delivery view with the same status for every alert. */
function deliveryOf(progress: readonly DeliveryProgress[]): DeliveryView {
	return {
		store: createStore(undefined),
		progressOf: () => progress,
		undelivered: () => ({
			retrying: 3,
			lost: 2,
			lostMessages: [{handler: 'ops', atMs: startMs, text: '[WARNING] web-01: 2 alerts', reason: 'the queue is full'}],
		}),
	};
}

describe('events on the screen', () => {
	const kill: MachineEvent = {
		id: 'run-1',
		atMs: startMs + 30_000,
		lastAtMs: startMs + 45_000,
		count: 4,
		kind: 'oom_kill',
		severity: 'critical',
		subject: 'mysqld',
		pid: 4711,
		groupPath: '/docker/ab12',
		text: 'OOM kill: mysqld\u{1B}[2J (4711) in /docker/ab12',
	};
	const crash: MachineEvent = {
		...kill,
		id: 'run-2',
		count: 1,
		kind: 'segfault',
		severity: 'warning',
		text: 'x crashed',
	};
	const withEvents = (list: readonly MachineEvent[], kernelLog: Events['kernelLog'] = 'read') =>
		receiveSample(watchedState(), sampleAt(60, {events: ok({list, kernelLog, counts: eventCounts(() => 0)})}));

	it('are listed newest first with the details of the selected one, and marked on the graph', async () => {
		await using app = await renderApp(withEvents([kill, crash]), {columns: 120, rows: 40});
		assert.match(app.rows().join('\n'), /◆/);
		await app.press('e');
		const screen = app.rows().join('\n');
		assert.match(screen, /✖ OOM kill +mysqld␛\[2J \(4711\) in \/docker\/ab12 \(4 times\)/);
		assert.match(screen, /▲ crash +x crashed/);
		assert.match(screen, /Group +\/docker\/ab12/);
		assert.match(screen, /Times +4, from /);
		await app.press('j');
		assert.match(app.rows().join('\n'), /Event +x crashed/);
		await app.press('e');
		assert.doesNotMatch(app.rows().join('\n'), /x crashed/);
	});

	it('say why the kernel log is not read', async () => {
		await using app = await renderApp(withEvents([], {reason: '/dev/kmsg: not permitted'}), {columns: 80, rows: 24});
		await app.press('e');
		assert.match(app.rows().join('\n'), /no events/);
		assert.match(app.rows().join('\n'), /the kernel log is not read: \/dev\/kmsg: not permitted/);
	});

	it('fit on a small screen', async () => {
		await using app = await renderApp(withEvents(Array.from({length: 50}, (_, id) => ({...crash, id: `e${id}`}))), {
			columns: 40,
			rows: 10,
		});
		await app.press('e');
		assert.match(app.rows().join('\n'), /Events/);
		assert.ok(app.rows().every(row => row.length <= 40));
	});
});

describe('alerts on the screen', () => {
	const alert: Alert = {
		id: 'boot-1',
		ruleId: 'disks.percentage',
		timestampMs: startMs + 60_000,
		sinceMs: startMs - 88_000,
		durationMs: 148_000,
		component: 'disk',
		metric: 'disks[/data].percentage',
		unit: 'percent',
		value: 96.2,
		threshold: 95,
		level: 'CRITICAL',
		message: 'Critical disk usage: 96.2% (threshold: 95.0%)',
		range: {min: 95.1, mean: 95.8, max: 96.2},
		topProcesses: [],
		isAcknowledged: false,
		isSilenced: false,
		isNoData: false,
		handlers: [],
	};
	const alarmed = () => receiveSample(watchedState(), {...sampleAt(60), alerts: [alert]});

	for (const [columns, rows] of [
		[20, 1],
		[40, 10],
		[80, 24],
		[120, 40],
	] as const) {
		it(`are visible at ${columns}×${rows}`, async () => {
			await using app = await renderApp(alarmed(), {columns, rows});
			const screen = app.rows().join('\n');
			assert.match(screen, /✖/);
			if (rows >= 24) {
				assert.match(screen, /✖ (?:CRITICAL +)?disk usage \/data 96\.2% > 95\.0%/);
				assert.match(screen, /2m 28s/);
			}
		});
	}

	it('are listed, shown in detail, acknowledged and silenced by their keys', async () => {
		const done: string[] = [];
		const alertService = {
			acknowledge: ({id}: Alert) => {
				done.push(`acknowledge ${id}`);
			},
			silence: ({id}: Alert, forMs: number) => {
				done.push(`silence ${id} ${forMs}`);
			},
			delivery: deliveryOf([
				{handler: 'slack', state: 'sent'},
				{handler: 'mail', state: 'retrying', inSeconds: 20, reason: 'mail.example: connection refused'},
			]),
		};
		await using app = await renderApp(alarmed(), {columns: 120, rows: 40, alertService});
		await app.press('a');
		assert.match(app.rows().join('\n'), /Enter details, A acknowledge/);
		assert.match(app.rows().join('\n'), /slack ✓ {2}mail ↻ 20s/);
		assert.match(app.rows().join('\n'), /failed notifications/);
		assert.match(app.rows().join('\n'), /✖ ops: \[WARNING\] web-01: 2 alerts, failed: the queue is full/);
		await app.press('A');
		await app.press('S');
		await app.press('\u{1B}[B');
		await app.press('\r');
		assert.deepEqual(done, ['acknowledge boot-1', 'silence boot-1 3600000']);
		await app.press('\r');
		assert.match(app.rows().join('\n'), /min 95\.1, avg 95\.8, max 96\.2/);
		assert.match(app.rows().join('\n'), /Notified +slack: sent/);
		assert.match(app.rows().join('\n'), /mail: retry in 20s: mail\.example: connection refused/);
		await app.press('\u{1B}');
		await app.press('\u{1B}');
		assert.doesNotMatch(app.rows().join('\n'), /Enter details/);
	});

	it('of findings are shown in detail with the whole sentence and the shares of the processes', async () => {
		const message = 'Disk nvme0n1 is saturated (98.0% busy): postgres (4711, postgresql.service) transfers 40.0 MB/s';
		const process = {pid: 4711, name: 'postgres', cpuPercent: 3, residentSetBytes: 4096, share: '40.0 MB/s'};
		const finding = {...alert, metric: 'finding disk.saturated[nvme0n1]', message, topProcesses: [process]};
		const state = receiveSample(watchedState(), {...sampleAt(60), alerts: [finding]});
		await using app = await renderApp(state, {columns: 80, rows: 24});
		await app.press('a');
		await app.press('\r');
		const screen = app.rows().join('\n');
		assert.match(screen, /CRITICAL finding disk\.saturated\[nvme0n1\]/);
		assert.match(screen, /Message +Disk nvme0n1 is saturated [^│]+│\n│ {13}[^│]*transfers 40\.0 MB\/s/);
		assert.match(screen, /Then +postgres \(4711\), 40\.0 MB\/s/);
		assert.doesNotMatch(screen, /threshold|Range/);
	});

	it('a silence can be ended, and the list shows silences with their end', async () => {
		const done: number[] = [];
		const alertService = {
			...noAlertService,
			silence: (_: Alert, forMs: number) => {
				done.push(forMs);
			},
		};
		const state = alarmed();
		const silences = [{target: 'disks.percentage', untilMs: startMs + 3_600_000}];
		const alerts = {...state.alerts, states: {...state.alerts.states, silences}};
		await using app = await renderApp({...state, alerts}, {columns: 80, rows: 24, alertService});
		await app.press('a');
		assert.match(app.rows().join('\n'), /silenced until \d\d:15:30: disks\.percentage/);
		await app.press('S');
		for (let index = 0; index < 3; index++) {
			await app.press('\u{1B}[B');
		}

		assert.match(app.rows().join('\n'), /end the silence/);
		await app.press('\r');
		assert.deepEqual(done, [0]);
	});

	it('show the delivery status; the header counts undelivered notifications', async () => {
		const progress = [
			{handler: 'slack', state: 'sent'},
			{handler: 'mail', state: 'retrying', inSeconds: 20, reason: 'connection refused'},
			{handler: 'ops', state: 'failed', reason: 'hooks.example answered 404'},
			{handler: 'file', state: 'waiting'},
		] as const;
		const alertService = {...noAlertService, delivery: deliveryOf(progress)};
		for (const [columns, rows, title, panel] of [
			[160, 40, /✖1 {3}↻3 {2}2 lost {3}●/, /2m 28s\) {3}slack ✓ {2}mail ↻ 20s {2}ops ✖ {2}file …$/m],
			[80, 24, /✖1 {3}↻3 {2}2 lost {3}●/, /2m 28s {3}slack ✓ {2}mail ↻ 20s {2}ops ✖ {2}file …$/m],
			[60, 8, /✖1 {2}↻3 {2}2 lost {2}\? help {2}10:1/, /✖ Critical disk usage/],
		] as const) {
			await using app = await renderApp(alarmed(), {
				columns,
				rows,
				alertService,
				viewChoice: rows === 8 ? 'compact' : 'auto',
			});
			assert.match(app.rows()[0] ?? '', title);
			assert.match(app.rows().join('\n'), panel);
		}
	});

	it('are listed with the problems of mon-tui', async () => {
		const state = changeProblem(alarmed(), 'handler ops', 'hooks.example answered 404; 2 waiting', startMs);
		await using app = await renderApp(state, {columns: 100, rows: 24});
		assert.match(app.rows()[0] ?? '', /▲ 1 problem/);
		await app.press('a');
		assert.match(app.rows().join('\n'), /▲ handler ops: hooks\.example answered 404; 2 waiting +since 10:15:30/);
	});

	it('of another machine cannot be changed, and a message says so', async () => {
		await using app = await renderApp(alarmed(), {columns: 120, rows: 40});
		await app.press('aA');
		assert.match(app.rows().join('\n'), /cannot be changed from this screen/);
	});
});
