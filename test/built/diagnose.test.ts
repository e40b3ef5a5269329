import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import type {Sample} from '../../source/core/sample.js';
import {findingOf} from '../helpers/findings.js';
import {runPipeline, runProgram} from '../helpers/run-program.js';
import {cpu, disk, ok, sampleAt, startMs} from '../helpers/samples.js';
import {serve} from '../helpers/serve.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {lines} from '../recording/files.js';

const utc = {env: {TZ: 'UTC'}};

/** Writes a recording and diagnoses it. */
async function diagnoseRecording(samples: readonly Sample[], args: readonly string[] = []) {
	using directory = temporaryDirectory();
	const file = directory.file('monitoring_20260104.json');
	writeFileSync(file, lines(samples));
	return await runProgram(['--replay', file, '--diagnose', ...args], utc);
}

function idsOf(stdout: string): readonly string[] {
	return JSON.parse(stdout).findings.map(({id}: {readonly id: string}) => id);
}

test('--diagnose observes this machine for the time of --for', async () => {
	const {stdout, exitCode} = await runProgram(['--diagnose', '--for', '2s', '--json', '--no-gpu']);
	const diagnosis = JSON.parse(stdout);
	assert.equal(diagnosis.type, 'diagnosis');
	assert.ok([0, 1, 2].includes(exitCode ?? -1));
	assert.ok(diagnosis.matrix.some(({resource}: {readonly resource: string}) => resource === 'CPU'));
});

test('--diagnose prints the findings of another machine as soon as they arrive', async () => {
	await using server = await serve();
	server.publish(0, {...sampleAt(0), findings: [findingOf(), findingOf({id: 'cpu.busy', severity: 'note'})]});
	// One sample: the program does not wait for a second one.
	const {stdout, exitCode} = await runProgram(['--diagnose', '--json', '--connect', `ws://${server.place}`]);
	assert.deepEqual(idsOf(stdout), ['disk.full', 'cpu.busy']);
	assert.equal(JSON.parse(stdout).host, 'web-01');
	assert.equal(exitCode, 2);
});

test('the exit code is that of the worst finding', async () => {
	await using server = await serve();
	for (const [second, severity, expected] of [
		[0, 'warning', 1],
		[1, 'note', 0],
	] as const) {
		server.publish(second, {...sampleAt(second), findings: [findingOf({severity})]});
		const {exitCode} = await runProgram(['--diagnose', '--connect', `ws://${server.place}`]);
		assert.equal(exitCode, expected);
	}
});

test('--diagnose observes another machine whose samples have no findings', async () => {
	await using server = await serve();
	const full = ok([disk('/data', 99.6, 500)]);
	let second = 0;
	const timer = setInterval(() => {
		second += 0.25;
		server.publish(second, sampleAt(second, {disks: full}));
	}, 100);
	try {
		const args = ['--diagnose', '--for', '2s', '--json', '--connect', `ws://${server.place}`];
		const {stdout, exitCode} = await runProgram(args);
		assert.deepEqual(idsOf(stdout), ['disk.full']);
		assert.equal(exitCode, 2);
	} finally {
		clearInterval(timer);
	}
});

for (const [title, args, message] of [
	['an unreachable host', ['--connect', 'ws://127.0.0.1:9'], /^mon-tui: 127\.0\.0\.1:9: connection refused\n$/],
	['several hosts', ['--connect', 'a', '--connect', 'b'], /^mon-tui: --diagnose supports only one machine; .*\n$/],
	['a missing recording', ['--replay', '/nowhere'], /^mon-tui: --replay: \/nowhere: no such file or directory\n$/],
	['wrong usage', ['--at', '14:00'], /^mon-tui: --at requires --replay\n$/],
] as const) {
	test(`--diagnose prints one line and exits with 3 for ${title}`, async () => {
		const {stdout, stderr, exitCode} = await runProgram(['--diagnose', ...args]);
		assert.equal(stdout, '');
		assert.match(stderr, message);
		assert.equal(exitCode, 3);
	});
}

test('--diagnose exits with 3 if standard output cannot be written', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('recording.json');
	writeFileSync(file, lines([{...sampleAt(0), findings: []}]));
	const {exitCode} = await runPipeline(['--diagnose', '--replay', file], '> /dev/full');
	assert.equal(exitCode, 3);
});

const healthyThenFull: readonly Sample[] = [
	...Array.from({length: 60}, (_, second): Sample => ({...sampleAt(second, {}, second + 1), findings: []})),
	...Array.from({length: 60}, (_, second) => ({...sampleAt(60 + second, {}, second + 61), findings: [findingOf()]})),
];

test('--diagnose prints the recorded findings of a moment, by default of the end', async () => {
	for (const [args, findings, timestamp] of [
		[[], ['disk.full'], '2026-01-04T10:17:29.000+00:00'],
		[['--at', '10:17'], ['disk.full'], '2026-01-04T10:17:00.000+00:00'],
		[['--at', '1m ago'], [], '2026-01-04T10:16:29.000+00:00'],
		[['--at', '2026-01-04T10:16:00Z'], [], '2026-01-04T10:16:00.000+00:00'],
		[['--at', '10:15:30'], [], '2026-01-04T10:15:30.000+00:00'],
	] as const) {
		const {stdout, exitCode} = await diagnoseRecording(healthyThenFull, ['--json', ...args]);
		assert.deepEqual(idsOf(stdout), findings, args.join(' '));
		assert.equal(JSON.parse(stdout).timestamp, timestamp);
		assert.equal(exitCode, findings.length === 0 ? 0 : 2);
	}
});

test('--diagnose computes the findings of a recording that contains none', async () => {
	const busy = {processor: ok({...cpu(99, [99, 99]), runnableTasks: 20})};
	const idle = Array.from({length: 100}, (_, second) => sampleAt(second, {disks: ok([])}, second + 1));
	const samples = [
		...idle,
		...Array.from({length: 60}, (_, second) => sampleAt(100 + second, {...busy, disks: ok([])}, second + 101)),
	];
	const end = await diagnoseRecording(samples, ['--json']);
	assert.deepEqual(idsOf(end.stdout), ['cpu.saturated']);
	assert.equal(end.exitCode, 2);
	const before = await diagnoseRecording(samples, ['--json', '--at', '10:17:05']);
	assert.deepEqual(idsOf(before.stdout), []);
	assert.equal(before.exitCode, 0);
});

test('--diagnose says what few records cannot show', async () => {
	const {stdout, exitCode} = await diagnoseRecording([sampleAt(0, {disks: ok([])})]);
	assert.match(stdout, /Nothing is wrong\./);
	assert.match(stdout, /Not measured: .*conditions that must last \(requires 3 records within a minute\)/);
	assert.equal(exitCode, 0);
});

for (const [at, message] of [
	[
		'9:00',
		'--at: 2026-01-04 09:00:00 is outside of the recording, which is from 2026-01-04 10:15:30 to 2026-01-04 12:00:00',
	],
	[
		'2026-01-04 12:30',
		'--at: 2026-01-04 12:30:00 is outside of the recording, which is from 2026-01-04 10:15:30 to 2026-01-04 12:00:00',
	],
	['11:00', '--at: the recording has a gap from 2026-01-04 10:15:39 to 2026-01-04 12:00:00'],
	[
		'soon',
		'--at must be a time such as "14:00", "14:00:30", "yesterday 03:10", "3m ago", "2d ago" or "2026-05-30T14:00Z", not "soon"',
	],
] as const) {
	test(`--diagnose --at ${JSON.stringify(at)} is refused`, async () => {
		const lastMs = (Date.UTC(2026, 0, 4, 12) - startMs) / 1000;
		const samples = [...Array.from({length: 10}, (_, second) => sampleAt(second, {}, second + 1)), sampleAt(lastMs)];
		const {stdout, stderr, exitCode} = await diagnoseRecording(samples, ['--at', at]);
		assert.equal(stdout, '');
		assert.equal(stderr, `mon-tui: ${message}\n`);
		assert.equal(exitCode, 3);
	});
}

test('--at starts the playback of a recording at a moment', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('recording.json');
	writeFileSync(file, lines(healthyThenFull));
	const played = await runProgram(['--replay', file, '--at', '10:17:28', '--replay-speed', '100', '--json'], utc);
	const times = played.stdout.trim().split('\n');
	assert.deepEqual(
		times.map(line => JSON.parse(line).timestamp),
		['2026-01-04T10:17:28.000+00:00', '2026-01-04T10:17:29.000+00:00'],
	);
	const refused = await runProgram(['--replay', file, '--at', '9:00'], utc);
	assert.match(refused.stderr, /^mon-tui: --at: .* is outside of the recording, which is from .* to .*\n$/);
	assert.equal(refused.exitCode, 2);
});
