/**
What recording costs per sample, and what it costs to open, seek and play a recording of a day at two samples a second.
*/
import {closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {jsonFileExporter} from '../source/exporters/json-file.js';
import {encodeMonitoringData} from '../source/protocol/monitoring-data.js';
import {latestSamples} from '../source/recording/latest-samples.js';
import {nextAlert} from '../source/recording/next-alert.js';
import {openRecording} from '../source/recording/recording.js';
import {createReport} from '../source/report/report.js';
import type {Sample} from '../source/sample.js';
import {initialState, receiveSample} from '../source/state.js';
import {createStore} from '../source/store.js';
import {processOf} from '../test/helpers/processes.js';
import {ok, sampleAt} from '../test/helpers/samples.js';
import {medianAndRange, printTable} from './figures.js';

const exported = 1000;
const day = 172_800;
const seeks = 50;

const list = Array.from({length: 300}, (_, index) => processOf(1000 + index, {cpuPercent: index / 10}));
const processes = ok({
	total: 300,
	running: 1,
	sleeping: 299,
	stopped: 0,
	zombie: 0,
	threads: 900,
	unreadable: 0,
	list,
});

const directory = mkdtempSync(path.join(tmpdir(), 'mon-tui-bench-'));
try {
	await printExport();
	await printDay();
} finally {
	rmSync(directory, {recursive: true, force: true});
}

async function printExport(): Promise<void> {
	const rows: (readonly (string | number)[])[] = [];
	// The first of them would pay for the compiler.
	await exportAll(samplesFrom(0), path.join(directory, 'warm-up'), true, true);
	for (const [name, compress, pretty] of [
		['encoding alone, shared with the server', undefined, undefined],
		['lines', false, false],
		['indented', false, true],
		['lines, compressed', true, false],
	] as const) {
		const samples = samplesFrom(exported);
		const place = path.join(directory, name);
		const before = process.cpuUsage();
		if (compress === undefined) {
			for (const sample of samples) {
				encodeMonitoringData(sample);
			}
		} else {
			await exportAll(samples, place, compress, pretty);
		}

		const {user, system} = process.cpuUsage(before);
		const file = path.join(place, `monitoring_20260104.json${compress ? '.gz' : ''}`);
		const bytes = compress === undefined ? 0 : statSync(file).size / exported;
		rows.push([name, ((user + system) / exported).toFixed(0), bytes === 0 ? '' : (bytes / 1000).toFixed(1)]);
	}

	printTable(`One sample with ${list.length} processes, mean of ${exported}`, ['', 'CPU µs', 'kB in the file'], rows);
}

function samplesFrom(first: number): readonly Sample[] {
	return Array.from({length: exported}, (_, index) => sampleAt((first + index) / 2, {processes}, first + index + 1));
}

async function exportAll(samples: readonly Sample[], place: string, compress: boolean, pretty: boolean): Promise<void> {
	const store = createStore(initialState(500, {samples: 1, seconds: 1}));
	await using running = jsonFileExporter({
		directory: place,
		intervalMs: 500,
		everySample: true,
		compress,
		pretty,
		maxFileBytes: undefined,
		retention: {keepFiles: undefined, keepDays: undefined, keepBytes: undefined},
		report: (_, message) => {
			if (message !== undefined) {
				throw new Error(message);
			}
		},
	})(store);
	for (const sample of samples) {
		store.setState(state => receiveSample(state, sample));
		await running.exportNow();
	}
}

async function printDay(): Promise<void> {
	const file = path.join(directory, 'monitoring_20260104.json');
	writeDay(file);
	const beforeBytes = process.memoryUsage.rss();
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
	rows.push(['memory more than before, MB', ((process.memoryUsage.rss() - beforeBytes) / 1e6).toFixed(0)]);
	printTable(
		`A recording of ${samples} samples, ${(statSync(file).size / 1e6).toFixed(0)} MB`,
		['', 'ms, median and range'],
		rows,
	);
}

/** The same sample again and again, each with a time of its own: a million of them would take long to make. */
function writeDay(file: string): void {
	const start = sampleAt(0);
	const [head = '', tail = ''] = encodeMonitoringData(start).split(`"seq":1,"t":${start.snapshot.timestampMs},`);
	const fd = openSync(file, 'w');
	for (let first = 0; first < day; first += 1000) {
		const lines = Array.from({length: Math.min(1000, day - first)}, (_, index) => {
			const number = first + index;
			return `${head}"seq":${number + 1},"t":${start.snapshot.timestampMs + number * 500},${tail}\n`;
		});
		writeSync(fd, lines.join(''));
	}

	closeSync(fd);
}
