/**
What it costs to open, seek and play a recording of a day at two samples a second, and how much memory longer and longer
recordings take.
*/
import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {encodeMonitoringData} from '../source/protocol/messages/monitoring-data.js';
import {memberHeader} from '../source/recording/format/gzip-member.js';
import {nextAlert} from '../source/recording/read/jump-times.js';
import {latestSamples} from '../source/recording/read/latest-samples.js';
import {openRecording} from '../source/recording/read/recording.js';
import {recordingSource} from '../source/recording/replay/recording.js';
import {createReport} from '../source/recording/report/report.js';
import {sampleAt} from '../test/helpers/samples.js';
import {medianAndRange, printTable} from './figures.js';

const day = 172_800;
const seeks = 50;

const directory = mkdtempSync(path.join(tmpdir(), 'mon-tui-bench-'));
try {
	await printDay();
} finally {
	rmSync(directory, {recursive: true, force: true});
}

async function printDay(): Promise<void> {
	for (const isCompressed of [false, true]) {
		const file = path.join(directory, `monitoring_20260104.json${isCompressed ? '.gz' : ''}`);
		writeSamples(file, day, isCompressed);
		await printReading(file);
		await printJumps(file);
	}

	printMemory();
}

async function printReading(file: string): Promise<void> {
	const rows: (readonly (string | number)[])[] = [];
	const measure = async <Result>(
		name: string,
		times: number,
		work: (round: number) => Promise<Result>,
	): Promise<Result> => {
		const durations: number[] = [];
		let result: Result;
		let round = 0;
		do {
			const startMs = performance.now();
			result = await work(round);
			durations.push(performance.now() - startMs);
			round += 1;
		} while (round < times);
		rows.push([name, medianAndRange(durations, 1)]);
		return result;
	};

	const recording = await measure('open', 5, () => openRecording(file));
	const timeOf = (round: number): number => recording.startMs + ((round * 7919) % day) * 500;
	await measure('seek', seeks, async round => {
		for await (const moment of recording.moments(timeOf(round))) {
			return recording.sampleOf(moment);
		}

		return undefined;
	});
	await measure('1000 samples before it, for the graphs', seeks, round =>
		latestSamples(recording, timeOf(round) - 500_000, timeOf(round), 1000),
	);
	await measure('look for an alert to the end', 1, () => nextAlert(recording, recording.startMs, () => false));
	const {samples} = await measure('report', 1, () => createReport(recording));
	printTable(
		`${path.basename(file)}: ${samples} samples, ${(statSync(file).size / 1e6).toFixed(0)} MB`,
		['', 'ms, median and range'],
		rows,
	);
}

/** Each in a process of its own, for memory that was once taken is not given back. */
function printMemory(): void {
	const rows = [
		['an hour', day / 24],
		['a day', day],
		['three days', day * 3],
	].map(([name, samples]) => {
		const file = path.join(directory, 'memory.json');
		writeSamples(file, Number(samples), false);
		const megabytes = statSync(file).size / 1e6;
		const reader = fileURLToPath(new URL('read-recording.ts', import.meta.url));
		const bytes = Number(execFileSync(process.execPath, ['--import=tsx', reader, file], {encoding: 'utf8'}));
		return [String(name), megabytes.toFixed(0), (bytes / 1e6).toFixed(0)];
	});
	printTable('Read from end to end for a report', ['', 'MB of the file', 'RSS MB at most'], rows);
}

/** The same sample again and again, each with a time of its own: a million of them would take long to make. */
function writeSamples(file: string, count: number, isCompressed: boolean): void {
	const start = sampleAt(0);
	const [head = '', tail = ''] = encodeMonitoringData(start).split(`"seq":1,"t":${start.snapshot.timestampMs},`);
	const fd = openSync(file, 'w');
	for (let first = 0; first < count; first += 1000) {
		const lines = Array.from({length: Math.min(1000, count - first)}, (_, index) => {
			const number = first + index;
			const line = `${head}"seq":${number + 1},"t":${start.snapshot.timestampMs + number * 500},${tail}\n`;
			return isCompressed ? memberOf(line) : Buffer.from(line);
		});
		writeSync(fd, Buffer.concat(lines));
	}

	closeSync(fd);
}

/** As the exporter writes it, but not in another thread. */
function memberOf(line: string): Buffer {
	const member = gzipSync(line);
	memberHeader.copy(member);
	return member;
}

/** What a jump takes on the screen, until the measurement there and the history before it are drawn from. */
async function printJumps(place: string): Promise<void> {
	const source = await recordingSource({place, staysAtEnd: true});
	const {playback} = source;
	const {startMs} = playback.store.getState();
	playback.pause();
	const ending = new AbortController();
	const turns = source.updates(ending.signal)[Symbol.asyncIterator]();
	await turns.next();
	const durations: number[] = [];
	for (let round = 1; round <= seeks; round++) {
		const beganMs = performance.now();
		playback.seek(startMs + ((round * 7919) % day) * 500);
		await turns.next();
		durations.push(performance.now() - beganMs);
	}

	ending.abort();
	await turns.return?.(undefined);
	printTable(
		'A jump while it is replayed, with the history before it',
		['', 'ms, median and range'],
		[[path.basename(place), medianAndRange(durations, 1)]],
	);
}
