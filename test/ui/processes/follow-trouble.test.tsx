import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Alert} from '../../../source/alerts/alert.js';
import {initialState, type MonitorState, receiveSample} from '../../../source/core/state.js';
import type {Finding} from '../../../source/diagnosis/finding.js';
import type {Process} from '../../../source/metrics/snapshot.js';
import {processRows} from '../../../source/ui/processes/process-list.js';
import {type Trouble, troubleOf} from '../../../source/ui/processes/trouble.js';
import {initialUiState} from '../../../source/ui/state/ui-state.js';
import {findingOf, saturatedDisk} from '../../helpers/findings.js';
import {memoryAlert} from '../../helpers/memory-alert.js';
import {processesOf, processOf} from '../../helpers/processes.js';
import {type RenderedApp, renderApp} from '../../helpers/render-app.js';
import {ok, sampleAt, startMs} from '../../helpers/samples.js';

const list = [
	processOf(1, {name: 'busy', cpuPercent: 90}),
	processOf(2, {name: 'large', residentSetBytes: 4 * 2 ** 30}),
	processOf(3, {name: 'writer', readBytesPerSecond: 0, writeBytesPerSecond: 80e6}),
	processOf(4, {name: 'stuck', state: 'D'}),
	processOf(5, {name: 'parent'}),
	...[6, 7, 8].map(pid => processOf(pid, {name: 'corpse', state: 'Z', parentPid: 5, residentSetBytes: 0})),
];

const lowMemory = findingOf({id: 'memory.low', resource: 'memory', where: undefined});

function sampleWith(seconds: number, findings: readonly Finding[], alerts: readonly Alert[] = []) {
	const processes = ok(processesOf(list));
	return {...sampleAt(seconds, {processes}), findings, alerts};
}

function stateWith(findings: readonly Finding[], alerts: readonly Alert[] = []): MonitorState {
	return receiveSample(initialState(1000, {samples: 100, seconds: 600}), sampleWith(0, findings, alerts));
}

async function feed(app: RenderedApp, seconds: number, findings: readonly Finding[]): Promise<void> {
	await app.setState(state => receiveSample(state, sampleWith(seconds, findings)));
}

const size = {columns: 80, rows: 30};
const down = '\u{1B}[B';

const title = (app: RenderedApp): string => app.rows().find(row => row.includes('Processes')) ?? '';

/** The first process of the list. */
function firstRow(app: RenderedApp): string {
	const rows = app.rows();
	return rows[rows.findIndex(row => row.includes('COMMAND')) + 1] ?? '';
}

describe('the process list follows the trouble', () => {
	it('sorts by memory while memory is low, says why, and goes back later', async () => {
		await using app = await renderApp(stateWith([]), size);
		assert.match(firstRow(app), /busy/);
		assert.doesNotMatch(title(app), /↓/);
		await feed(app, 1, [lowMemory]);
		assert.match(firstRow(app), /large/);
		assert.match(title(app), /MEM↓ \(memory\)/);
		await feed(app, 8, [lowMemory]);
		await feed(app, 12, []);
		assert.match(firstRow(app), /large/, 'a gap of a few seconds changes nothing');
		await feed(app, 19, []);
		assert.match(firstRow(app), /busy/);
		assert.doesNotMatch(title(app), /↓/);
	});

	it('shows the columns of reads and writes while a disk is saturated, also where they have no room otherwise', async () => {
		await using app = await renderApp(stateWith([]), size);
		assert.equal(
			app.rows().some(row => row.includes('W/s')),
			false,
		);
		await feed(app, 1, [saturatedDisk()]);
		assert.match(app.rows().join('\n'), /R\/s↓ +W\/s↓/);
		assert.match(firstRow(app), /80\.0M.*writer/);
		assert.match(title(app), /\(disk I\/O\)/);
	});

	it('stays for some seconds when another trouble gets worse', async () => {
		await using app = await renderApp(stateWith([]), size);
		await feed(app, 1, [lowMemory]);
		await feed(app, 3, [saturatedDisk(), lowMemory]);
		assert.match(firstRow(app), /large/);
		await feed(app, 13, [saturatedDisk(), lowMemory]);
		assert.match(firstRow(app), /writer/);
	});

	for (const keys of [['P'], ['I'], ['s', '\u{1B}[H', '\r']]) {
		it(`leaves the order to the user after ${JSON.stringify(keys)}, until the trouble is over`, async () => {
			await using app = await renderApp(stateWith([]), size);
			await feed(app, 1, [lowMemory]);
			for (const key of keys) {
				await app.press(key);
			}

			await feed(app, 20, [lowMemory]);
			assert.doesNotMatch(title(app), /\(memory\)/);
			await feed(app, 21, []);
			await feed(app, 31, []);
			await feed(app, 32, [lowMemory]);
			assert.match(title(app), /MEM↓ \(memory\)/);
		});
	}

	it('does not move the rows of a user who has selected a process', async () => {
		await using app = await renderApp(stateWith([]), size);
		await app.press(down);
		await feed(app, 1, [lowMemory]);
		await feed(app, 30, [lowMemory]);
		assert.match(firstRow(app), /busy/);
		await app.press('\u{1B}');
		await feed(app, 31, [lowMemory]);
		assert.match(firstRow(app), /large/);
	});

	it('does not move the rows while the user chooses whose processes are listed', async () => {
		await using app = await renderApp(stateWith([]), size);
		await app.press('u');
		await feed(app, 30, [lowMemory]);
		assert.match(firstRow(app), /busy/);
		await app.press('\u{1B}');
		await feed(app, 31, [lowMemory]);
		assert.match(firstRow(app), /large/);
	});
});

describe('the trouble of a sample', () => {
	const cases: readonly (readonly [string, readonly Finding[], readonly Alert[], Trouble | undefined])[] = [
		['nothing', [], [], undefined],
		['a note', [findingOf({id: 'memory.growing', severity: 'note'})], [], undefined],
		['a full disk, then low memory', [findingOf(), lowMemory], [], 'memory'],
		['an alert of the memory', [], [memoryAlert(startMs)], 'memory'],
		['an acknowledged alert', [], [{...memoryAlert(startMs), isAcknowledged: true}], undefined],
		['a silenced alert', [], [{...memoryAlert(startMs), isSilenced: true}], undefined],
		[
			'a warning and a critical alert',
			[saturatedDisk({severity: 'warning'})],
			[{...memoryAlert(startMs), level: 'CRITICAL'}],
			'memory',
		],
		[
			'the alert of a finding',
			[],
			[{...memoryAlert(startMs), component: 'disk', metric: 'finding disk.saturated[sda]'}],
			'disk I/O',
		],
	];
	for (const [name, findings, alerts, expected] of cases) {
		it(`of ${name} is ${expected ?? 'none'}`, () => {
			assert.equal(troubleOf({findings, alerts}), expected);
		});
	}
});

describe('the order of a trouble', () => {
	const rowsFor = (trouble: Trouble, processes: readonly Process[] = list): readonly string[] =>
		processRows(
			processes,
			{...initialUiState.processes, followed: trouble, isAscii: false},
			{commandLine: () => undefined, memoryBytes: undefined, nowMs: 0, threads: () => undefined},
		).rows.map(({process}) => process.name);

	for (const [trouble, first] of [
		['cpu', ['busy']],
		['memory', ['large']],
		['disk I/O', ['writer']],
		['blocked', ['stuck']],
		['zombies', ['parent', 'corpse', 'corpse', 'corpse', 'busy']],
	] as const) {
		it(`puts first for ${trouble}: ${first.join(', ')}`, () => {
			assert.deepEqual(rowsFor(trouble).slice(0, first.length), first);
		});
	}
});
