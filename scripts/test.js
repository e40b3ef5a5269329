/**
Runs all tests of `test`, or the files given as arguments. Files that only test parts run side by side. Those that start the
built program, or count what it does, run one after the other: they would wait for each other's processors.
*/
import {readdirSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {pipeline} from 'node:stream/promises';
import {run} from 'node:test';
import {spec} from 'node:test/reporters';

/** Maximum duration of a test. */
const timeout = 300_000;

/** Folders of tests that need the machine for themselves. */
const alone = ['built', 'budgets'].map(folder => path.join('test', folder) + path.sep);

const given = process.argv.slice(2);
const files =
	given.length > 0
		? given
		: readdirSync('test', {recursive: true, encoding: 'utf8'})
				.filter(file => /\.test\.tsx?$/.test(file))
				.map(file => path.join('test', file))
				.sort();
const isAlone = file => alone.some(folder => file.startsWith(folder));

for (const [part, concurrency] of [
	[files.filter(file => !isAlone(file)), availableParallelism()],
	[files.filter(isAlone), 1],
]) {
	if (part.length > 0) {
		const events = run({files: part, concurrency, timeout});
		events.on('test:fail', () => {
			process.exitCode = 1;
		});
		await pipeline(events, new spec(), process.stdout, {end: false});
	}
}
