import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {openLogFile} from '../../source/log/log-file.js';
import {mountSmallDisk} from '../helpers/small-disk.js';
import {type TemporaryDirectory, temporaryDirectory} from '../helpers/temporary-directory.js';

/** Opens a log with a controllable clock, and collects its problems. */
function logIn(directory: TemporaryDirectory | {readonly path: string}, maximum?: number) {
	const file = path.join(directory.path, 'logs', 'monitor.log');
	mkdirSync(path.dirname(file), {recursive: true});
	const problems: (string | undefined)[] = [];
	let nowMs = 0;
	const log = openLogFile(file, {
		...(maximum !== undefined && {maximum}),
		onProblem: reason => problems.push(reason),
		monotonicMs: () => nowMs,
	});
	return {
		file,
		log,
		problems,
		text: () => readFileSync(file, 'utf8'),
		later() {
			nowMs += 1000;
		},
	};
}

test('a file that was deleted or replaced is opened again', () => {
	using directory = temporaryDirectory();
	const {file, log, problems, text, later} = logIn(directory);
	using _ = log;
	log.write('one\n');
	rmSync(file);
	later();
	log.write('two\n');
	assert.equal(text(), 'two\n');
	rmSync(file);
	writeFileSync(file, 'of somebody\n');
	later();
	log.write('three\n');
	assert.equal(text(), 'of somebody\nthree\n');
	assert.deepEqual(problems, []);
});

test('a missing directory is reported once, until it exists again', () => {
	using directory = temporaryDirectory();
	const {file, log, problems, text, later} = logIn(directory);
	using _ = log;
	rmSync(path.dirname(file), {recursive: true});
	later();
	log.write('lost\n');
	log.write('lost too\n');
	assert.deepEqual(problems, ['no such file or directory']);
	mkdirSync(path.dirname(file));
	log.write('found\n');
	assert.deepEqual(problems, ['no such file or directory', undefined]);
	assert.equal(text(), 'found\n');
});

test('a truncated file is filled again before it is rotated', () => {
	using directory = temporaryDirectory();
	const {file, log, text, later} = logIn(directory, 20);
	using _ = log;
	log.write('fifteen letters\n');
	truncateSync(file);
	later();
	log.write('fifteen letters\n');
	assert.equal(text(), 'fifteen letters\n');
	assert.throws(() => readFileSync(`${file}.1`), /ENOENT/);
});

test('a full disk is reported until there is space, and all other lines are complete', t => {
	using disk = mountSmallDisk(64 * 1024);
	if (disk === undefined) {
		t.skip('mounting a file system in memory needs root');
		return;
	}

	const {file, log, problems, text} = logIn(disk);
	using _ = log;
	log.write('before\n');
	const filler = path.join(disk.path, 'filler');
	writeFileSync(filler, 'x'.repeat(48 * 1024));
	for (let count = 0; count < 3; count++) {
		log.write(`${'y'.repeat(20_000)}\n`);
	}

	assert.deepEqual(problems, ['no space left on device']);
	rmSync(filler);
	log.write('after\n');
	assert.deepEqual(problems, ['no space left on device', undefined]);
	const lines = text().trimEnd().split('\n');
	assert.equal(lines[0], 'before');
	assert.equal(lines.at(-1), 'after');
	assert.ok(readFileSync(file).length < 64 * 1024);
});
