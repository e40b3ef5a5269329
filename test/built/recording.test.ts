import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import type {Sample} from '../../source/core/sample.js';
import {eventually} from '../helpers/eventually.js';
import {memoryAlert} from '../helpers/memory-alert.js';
import {openProgram, runProgram} from '../helpers/run-program.js';
import {sampleAt, startMs} from '../helpers/samples.js';
import {startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {lines} from '../recording/files.js';

const alert = memoryAlert(startMs);

/**
A recording in which the usage is the position in percent, ten seconds apart, so that it does not advance by itself.
*/
const percents: readonly Sample[] = Array.from({length: 101}, (_, index) => {
	const sample = sampleAt(index * 10, {}, index + 1);
	return index === 60
		? {...sample, alerts: [alert], events: [{id: 'e', sequence: 1, kind: 'raised', alert, isSilenced: false}]}
		: sample;
});

test('playback on the screen pauses, steps, seeks, changes its speed and finds the next alert', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('monitoring_20260104.json');
	writeFileSync(file, lines(percents));
	await using terminal = openProgram(['--replay', file], {columns: 120, rows: 40});
	await terminal.waitFor(/recording 0%/);
	await terminal.press('.');
	await terminal.waitFor(/PAUSED\s+recording 1%/);
	await terminal.press('.', '.');
	await terminal.waitFor(/PAUSED\s+recording 3%/);
	await terminal.press(',');
	await terminal.waitFor(/PAUSED\s+recording 2%/);
	await terminal.press('n');
	await terminal.waitFor(/PAUSED\s+recording 60%[\s\S]*memory usage 85/);
	await terminal.press('left');
	await terminal.waitFor(/PAUSED\s+recording (?:[1-4]\d|5\d)%/);
	await terminal.press('space');
	for (const speed of [2, 4, 8, 16, 32, 64, 100]) {
		await terminal.press('>');
		await terminal.waitFor(new RegExp(`\\b${speed}x recording|END\\s+recording`));
	}

	await terminal.waitFor(/END\s+recording 100%/);
	await terminal.press(',');
	await terminal.waitFor(/PAUSED\s+recording 99%/);
	await terminal.press('q');
	assert.equal((await terminal.waitForExit()).exitCode, 0);
});

test('--report prints a summary of a recording as text and as JSON', async () => {
	using directory = temporaryDirectory();
	writeFileSync(directory.file('monitoring_20260104.json'), lines(percents));
	const text = await runProgram(['--report', directory.path]);
	assert.equal(text.exitCode, 0);
	assert.match(text.stdout, /101 samples/);
	assert.match(text.stdout, /WARNING .*High memory usage: 85\.0% \(threshold: 80\.0%\)/);
	assert.match(text.stdout, /Worst minutes/);
	const json = JSON.parse((await runProgram(['--report', directory.path, '--json'])).stdout);
	assert.equal(json.samples, 101);
	assert.deepEqual(
		json.alerts.map(({since, until}: {since: string; until: string}) => Date.parse(until) - Date.parse(since)),
		[610_000],
	);
});

test('SIGUSR1 records at once, and the file is complete after the end', async () => {
	using directory = temporaryDirectory();
	using service = startService([
		...['--headless', '--export', directory.path, '--export-interval', '1h'],
		...['--serve', '--port', '0'],
	]);
	const read = (): readonly {readonly seq: number}[] => {
		const [name] = directory.names();
		const text = name === undefined ? '' : readFileSync(directory.file(name), 'utf8');
		// The last line may be incomplete.
		return text
			.split('\n')
			.slice(0, -1)
			.map(line => JSON.parse(line));
	};
	await eventually('an address: it has started', () => service.stderr().includes('http://'));
	// There is nothing to export until a sample follows the recorded one.
	await eventually('two records', () => {
		process.kill(service.pid, 'SIGUSR1');
		return read().length > 1;
	});
	assert.equal(await service.end(), 0);
	const [first, second] = read();
	assert.ok(first && second && first.seq < second.seq);
});

test('E exports at once and shows the path, or that export is off', async () => {
	using directory = temporaryDirectory();
	{
		await using terminal = openProgram(['--export', directory.path, '--export-interval', '1h'], {
			columns: 120,
			rows: 40,
		});
		await terminal.waitFor(/Memory/);
		await terminal.press('E');
		await terminal.waitFor(/Exported to .*monitoring_\d{8}\.json/);
	}

	await using terminal = openProgram([], {columns: 120, rows: 40});
	await terminal.waitFor(/Memory/);
	await terminal.press('E');
	await terminal.waitFor(/--export DIR/);
});

test('samples recorded before a restart are in the history after it', async () => {
	using directory = temporaryDirectory();
	const minuteAgo = Date.now() - 60_000;
	const before = [0, 1, 2].map((second, index) => {
		const sample = sampleAt(second, {}, index + 1);
		return {...sample, snapshot: {...sample.snapshot, timestampMs: minuteAgo + second * 1000}};
	});
	writeFileSync(directory.file('monitoring_20260104.json'), lines(before));
	using service = startService(['--serve', '--headless', '--port', '0', '--export', directory.path]);
	await eventually('an address', () => /http:\/\/127\.0\.0\.1:\d+/.test(service.stderr()));
	const [address = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(service.stderr()) ?? [];
	await eventually('the old samples', async () => {
		const text = await (await fetch(`${address}/api/v1/history`)).text();
		return before.every(({snapshot}) => text.includes(String(snapshot.timestampMs)));
	});
	assert.equal(await service.end(), 0);
});

test('a second program that records in the same directory names the first one', async () => {
	using directory = temporaryDirectory();
	using first = startService(['--headless', '--export', directory.path, '--export-every-sample']);
	await eventually('a file', () => directory.names().length === 1);
	using second = startService(['--headless', '--export', directory.path, '--export-every-sample']);
	await eventually('a word about it', () =>
		second.stderr().includes(`the directory is in use by another mon-tui (process ${first.pid} on`),
	);
	assert.equal(await first.end(), 0);
	assert.equal(await second.end(), 0);
	const [name = ''] = directory.names();
	const sequences = readFileSync(directory.file(name), 'utf8')
		.trim()
		.split('\n')
		.map(line => JSON.parse(line).seq);
	assert.equal(sequences.filter(sequence => sequence === 1).length, 2, 'both have recorded, one after the other');
});
