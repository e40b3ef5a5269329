/**
Kills a process that exports, again and again, at random moments. `KILLS=500` in the environment makes it so many per kind of
file instead of a dozen.
*/
import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {after, before, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {gunzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {openRecording} from '../../../source/recording/read/recording.js';
import {jsonFileExporter} from '../../../source/recording/write/json-file.js';
import {hasProgram} from '../../helpers/programs.js';
import {sampleStore} from '../../helpers/sample-store.js';
import {sampleAt} from '../../helpers/samples.js';
import {type TemporaryDirectory, temporaryDirectory} from '../../helpers/temporary-directory.js';

const kills = Number(process.env.KILLS ?? 12);

/** Long enough for a few dozen samples, short enough for many kills. */
const longestLifeMs = 40;

const programs = temporaryDirectory();
const program = programs.file('endless-export.mjs');
before(async () => {
	// Bundled, for it is started so often.
	await build({
		entryPoints: [fileURLToPath(new URL('endless-export.ts', import.meta.url))],
		outfile: program,
		bundle: true,
		format: 'esm',
		platform: 'node',
		logLevel: 'warning',
	});
});
after(() => programs[Symbol.dispose]());

/** Lets the program export for a moment and kills it; returns the numbers that it said are in a file. */
async function exportAndKill(args: readonly string[]): Promise<readonly number[]> {
	const child = spawn(process.execPath, [program, ...args], {stdio: ['ignore', 'pipe', 'pipe']});
	let told = '';
	let complaints = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		told += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaints += text;
	});
	const ended = once(child, 'close');
	await Promise.race([once(child.stdout, 'data'), ended]);
	await sleep(Math.random() * longestLifeMs);
	child.kill('SIGKILL');
	await ended;
	assert.equal(complaints, '');
	// The last line may have been cut off.
	return told.split('\n').slice(0, -1).map(Number);
}

/** As a reader that passes over what broke off finds it. */
async function recordedSequences(directory: string): Promise<readonly number[]> {
	const recording = await openRecording(directory);
	const sequences: number[] = [];
	for await (const moment of recording.moments(Number.NEGATIVE_INFINITY)) {
		const sample = recording.sampleOf(moment);
		if (sample) {
			sequences.push(sample.sequence);
		}
	}

	// What was being written when it was killed, and nothing else.
	assert.ok(recording.damagedLines() <= 1, `${recording.damagedLines()} damaged places`);
	return sequences;
}

async function exportOnce(directory: string, sequence: number, wanted: readonly string[]): Promise<void> {
	const store = sampleStore();
	await using running = jsonFileExporter({
		directory,
		intervalMs: 1000,
		everySample: true,
		compress: wanted.includes('compress'),
		pretty: wanted.includes('pretty'),
		maxFileBytes: undefined,
		retention: {keepFiles: undefined, keepDays: undefined, keepBytes: undefined},
		report: store.report,
	})(store);
	store.receive(sampleAt(sequence, {}, sequence));
	await running.exportNow();
}

/** Throws for anything that is not whole. */
function sequencesIn(text: string): readonly number[] {
	return text
		.split(/(?<=\n\}\n|^\{.+\n)/m)
		.filter(record => record !== '')
		.map(record => JSON.parse(record).seq);
}

/** As ordinary tools find it: throws for anything that is not whole. */
function wholeTexts(directory: TemporaryDirectory, isCompressed: boolean): readonly string[] {
	return directory.names().map(name => {
		const bytes = readFileSync(directory.file(name));
		return (isCompressed ? gunzipSync(bytes) : bytes).toString();
	});
}

for (const wanted of [[], ['pretty'], ['compress'], ['compress', 'pretty']]) {
	const isCompressed = wanted.includes('compress');
	test(`after ${kills} kills no written sample is lost and no file is damaged: ${wanted.join(', ') || 'lines'}`, async () => {
		using directory = temporaryDirectory();
		const written = new Set<number>();
		let next = 1;
		for (let kill = 0; kill < kills; kill++) {
			const told = await exportAndKill([directory.path, String(next), ...wanted]);
			for (const sequence of told) {
				written.add(sequence);
			}

			const recorded = await recordedSequences(directory.path);
			const known = new Set(recorded);
			assert.deepEqual(
				[...written].filter(sequence => !known.has(sequence)),
				[],
				'samples that were written and are gone',
			);
			assert.equal(known.size, recorded.length, 'no sample is there twice');
			next = Math.max(next, ...recorded) + 1;
		}

		assert.ok(written.size > kills, `${written.size} samples in ${kills} lives`);
		// One more life, that is not cut short, leaves everything whole.
		await exportOnce(directory.path, next, wanted);
		const sequences = wholeTexts(directory, isCompressed).flatMap(text => sequencesIn(text));
		assert.deepEqual(
			[...written, next].filter(sequence => !sequences.includes(sequence)),
			[],
		);
		assert.ok(directory.names().length > 1, 'there was more than one file');
		if (hasProgram('jq') && hasProgram('zcat')) {
			const read = isCompressed ? 'zcat' : 'cat';
			const counted = execFileSync('/bin/sh', [
				'-c',
				`cd "$0" && ${read} * | jq -n '[inputs] | length'`,
				directory.path,
			]);
			assert.equal(Number(counted), sequences.length);
		}
	});
}
