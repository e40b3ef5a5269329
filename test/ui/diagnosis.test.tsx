import assert from 'node:assert/strict';
import process from 'node:process';
import {describe, it} from 'node:test';
import {initialState, type MonitorState, receiveSample} from '../../source/core/state.js';
import type {Finding} from '../../source/diagnosis/finding.js';
import {metricNames} from '../../source/metrics/registry.js';
import type {Readings} from '../../source/metrics/snapshot.js';
import {drawVerdict} from '../../source/ui/diagnosis/verdict.js';
import {unicodeGlyphs} from '../../source/ui/drawing/glyphs.js';
import {assertFrame} from '../helpers/frames.js';
import {renderApp} from '../helpers/render-app.js';
import {sampleAt, startMs} from '../helpers/samples.js';
import {watchedState} from '../helpers/states.js';

process.env.TZ = 'UTC';

const sizes = [
	[40, 10],
	[80, 24],
	[120, 40],
	[200, 50],
] as const;

const diskFull: Finding = {
	id: 'disk.full',
	resource: 'disk space',
	kind: 'utilisation',
	severity: 'critical',
	where: '/data',
	sentence: '/data is 96.2% full: postgres (812, postgresql.service) has files open there and writes 40.0 MB/s',
	sinceMs: startMs + 20_000,
	evidence: [{name: 'used', value: '96.2%, 19.0 GiB of 500 GiB free'}],
	culprits: [
		{
			pid: 812,
			name: 'postgres',
			user: 'postgres',
			groupPath: '/system.slice/postgresql.service',
			share: 'writes 40.0 MB/s',
		},
		{pid: 2210, name: 'node', user: 'web', groupPath: '/docker/ab12', share: '12.0 MiB open for writing'},
	],
	next: ['du -xh /data | sort -h | tail', 'lsof +f -- /data'],
};

const saturated: Finding = {
	...diskFull,
	id: 'cpu.saturated',
	resource: 'cpu',
	kind: 'saturation',
	severity: 'warning',
	where: undefined,
	sentence: '8 CPUs are saturated: postgres (812) uses 7.2 cores, then node 0.6 cores',
	evidence: [
		{name: 'CPU usage', value: '99.0% of 8 cores over the last 10s'},
		{name: 'tasks that waited for a CPU', value: '62.0% of the last 10s'},
	],
	next: ['P: sort processes by CPU', 'pidstat -u 1'],
};

const note: Finding = {
	...diskFull,
	id: 'memory.growing',
	resource: 'memory',
	kind: 'event',
	severity: 'note',
	where: undefined,
	sentence: 'node (2210) grows by 12.0 MB/s; at this rate the memory is full in 40m 0s',
	evidence: [],
};

const others = (['group.throttled', 'tcp.retransmits', 'process.zombies'] as const).map(
	(id): Finding => ({
		...saturated,
		id,
		resource: id === 'group.throttled' ? 'container limit' : id === 'tcp.retransmits' ? 'tcp' : 'processes',
		where: id === 'group.throttled' ? '/system.slice/api.service' : undefined,
		sentence: `A finding of ${id} with a sentence that is long enough to take more than a row of a small terminal`,
	}),
);

function stateWith(findings: readonly Finding[]): MonitorState {
	const state = watchedState();
	assert.ok(state.sample);
	return receiveSample(state, {...state.sample, findings});
}

const unsupported: Readings = Object.fromEntries(
	metricNames.map(name => [name, {state: 'unsupported', reason: 'not on this machine'}]),
	// Every metric has a reading.
) as unknown as Readings;

const machines = {
	healthy: () => stateWith([]),
	one: () => stateWith([diskFull]),
	six: () => stateWith([diskFull, saturated, ...others, note]),
	nothing: () =>
		receiveSample(initialState(500, {samples: 10, seconds: 60}), {...sampleAt(0, unsupported), findings: []}),
} as const;

describe('the page of the diagnosis', () => {
	for (const [name, state] of Object.entries(machines)) {
		for (const [columns, rows] of sizes) {
			it(`matches the reviewed picture of ${name} at ${columns}×${rows}`, async () => {
				await using app = await renderApp(state(), {columns, rows});
				await app.press('w');
				assertFrame(`diagnosis-${name}-${columns}x${rows}`, app.rows());
			});
		}
	}

	it('shows each finding when it is selected, also in a small terminal', async () => {
		await using app = await renderApp(machines.six(), {columns: 80, rows: 12});
		await app.press('w');
		assert.match(app.rows().join('\n'), /✖ {2}\/data is 96\.2% full/);
		for (let count = 0; count < 5; count++) {
			await app.press('\u{1B}[B');
		}

		assert.match(app.rows().join('\n'), /→● {2}node \(2210\) grows/);
	});

	it('goes from a finding to the process that causes it', async () => {
		await using app = await renderApp(machines.six(), {columns: 120, rows: 40});
		await app.press('w');
		await app.press('\r');
		assert.doesNotMatch(app.rows().join('\n'), /Diagnosis/);
		await app.press('\r');
		assert.match(app.rows().join('\n'), /postgres \(812\) ─/);
	});

	it('goes to the panel of the resource when no process is known', async () => {
		await using app = await renderApp(stateWith([{...diskFull, culprits: []}]), {columns: 120, rows: 40});
		await app.press('w');
		await app.press('\r');
		await app.press('z');
		assert.match(app.rows()[2] ?? '', /Disks/);
	});

	it('closes with its key, Esc and q, and a key of another action closes it and acts', async () => {
		await using app = await renderApp(machines.one(), {columns: 80, rows: 24});
		for (const key of ['w', '\u{1B}', 'q']) {
			await app.press('w');
			assert.match(app.rows()[0] ?? '', /Diagnosis/);
			await app.press(key);
			assert.doesNotMatch(app.rows()[0] ?? '', /Diagnosis/);
		}

		await app.press('w');
		await app.press('a');
		assert.match(app.rows().join('\n'), /Alerts/);
	});
});

describe('the line below the header', () => {
	it('names the worst finding and the number of others', async () => {
		await using app = await renderApp(machines.six(), {columns: 80, rows: 24});
		assert.match(app.rows()[1] ?? '', /^ ✖ \/data is 96\.2% full: postgres \(812.* \+4 more: w$/);
	});

	it('is absent while nothing is wrong', async () => {
		await using app = await renderApp(stateWith([note]), {columns: 120, rows: 40});
		assert.match(app.rows()[1] ?? '', /CPU/);
		assert.match(app.rows()[0] ?? '', /nothing is wrong/);
	});

	it('is in the compact view, and a word of it in the line view', async () => {
		await using compact = await renderApp(machines.six(), {columns: 80, rows: 12, viewChoice: 'compact'});
		assert.match(compact.rows()[1] ?? '', /✖ \/data is 96\.2% full/);
		await using line = await renderApp(machines.six(), {columns: 80, rows: 2, viewChoice: 'line'});
		assert.match(line.rows()[0] ?? '', /✖ disk space/);
	});

	it('never shows a control character of a name', async () => {
		const hostile: Finding = {...diskFull, sentence: '/da\u{1B}[31mta is full: b\nad'};
		await using app = await renderApp(stateWith([hostile]), {columns: 80, rows: 24});
		assert.doesNotMatch(app.rows().join(''), /\u{1B}\[31mta/u);
		assert.match(app.rows()[1] ?? '', /\/da.*ta is full/);
	});
});

describe('the line below the header', () => {
	const text = (width: number, findings: readonly Finding[] = [saturated]): string =>
		drawVerdict(findings, width, unicodeGlyphs)
			.map(part => part.text)
			.join('')
			.trimEnd();

	it('names the first culprit where all do not fit', () => {
		assert.equal(text(90), ' ▲ 8 CPUs are saturated: postgres (812) uses 7.2 cores, then node 0.6 cores');
		assert.equal(text(70), ' ▲ 8 CPUs are saturated: postgres (812) uses 7.2 cores');
		assert.match(text(40), /^ ▲ 8 CPUs are saturated: postgres.*…$/);
	});

	it('counts further findings that do not fit', () => {
		assert.match(
			text(80, [saturated, diskFull]),
			/^ ▲ 8 CPUs are saturated: postgres \(812\) uses 7\.2 cores +\+1 more: w$/,
		);
	});
});
