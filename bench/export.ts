/**
What recording in files costs per sample.
*/
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {Sample} from '../source/core/sample.js';
import {initialState, receiveSample} from '../source/core/state.js';
import {createStore} from '../source/core/store.js';
import {encodeMonitoringData} from '../source/protocol/messages/monitoring-data.js';
import {jsonFileExporter} from '../source/recording/write/json-file.js';
import {sampleAt} from '../test/helpers/samples.js';
import {printTable} from './figures.js';
import {processCount, processes} from './many-processes.js';

const exported = 1000;

const directory = mkdtempSync(path.join(tmpdir(), 'mon-tui-bench-'));
try {
	await printExport();
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

	printTable(`One sample with ${processCount} processes, mean of ${exported}`, ['', 'CPU µs', 'kB in the file'], rows);
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
