import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {changeProblem, initialState, receiveSample} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import {createLog, jsonLine} from '../../source/log/log.js';
import {logChanges} from '../../source/log/log-changes.js';
import {openLogFile} from '../../source/log/log-file.js';
import {sampleAt} from '../helpers/samples.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

function written(levels: readonly string[]) {
	const lines: string[] = [];
	const {log, setLevels} = createLog(
		levels,
		entry => lines.push(jsonLine(entry)),
		() => 0,
	);
	return {lines, log, setLevels};
}

test('an entry is one line of JSON', () => {
	const {lines, log} = written(['info']);
	log('warn', 'gpu', 'a "quoted"\nline');
	assert.deepEqual(lines, [
		'{"time":"1970-01-01T00:00:00.000Z","level":"warn","area":"gpu","message":"a \\"quoted\\"\\nline"}\n',
	]);
});

test('a level includes all more important levels, and an area can have its own level', () => {
	const {lines, log} = written(['warn', 'gpu:debug']);
	log('info', 'server', 'dropped');
	log('error', 'server', 'kept');
	log('debug', 'gpu', 'kept too');
	assert.deepEqual(
		lines.map(line => JSON.parse(line).message),
		['kept', 'kept too'],
	);
});

test('the levels can be changed', () => {
	const {lines, log, setLevels} = written(['error']);
	log('info', 'server', 'dropped');
	setLevels(['info', 'server:error']);
	log('info', 'server', 'dropped');
	log('info', 'gpu', 'kept');
	setLevels(['debug']);
	log('debug', 'server', 'kept too');
	assert.deepEqual(
		lines.map(line => JSON.parse(line).message),
		['kept', 'kept too'],
	);
});

test('the failure and the recovery of a metric are logged once each', () => {
	const store = createStore(initialState(500, {samples: 10, seconds: 60}));
	const {lines, log} = written(['info']);
	logChanges(store, log);
	const error = {memory: {state: 'error', reason: 'no /proc/meminfo'}} as const;
	for (const [second, changes] of [error, error, {}, {}].entries()) {
		store.setState(state => receiveSample(state, sampleAt(second, changes)));
	}

	assert.deepEqual(
		lines.map(line => JSON.parse(line)).map(({area, message}) => [area, message]),
		[
			['memory', 'error: no /proc/meminfo'],
			['memory', 'recovered'],
		],
	);
});

test('problems are logged when they begin, change and end', () => {
	const store = createStore(initialState(500, {samples: 10, seconds: 60}));
	const {lines, log} = written(['info']);
	logChanges(store, log);
	for (const message of ['disk full', 'disk full', 'directory is gone', undefined]) {
		store.setState(state => changeProblem(state, 'export', message, 0));
	}

	assert.deepEqual(
		lines.map(line => JSON.parse(line).message),
		['disk full', 'directory is gone', 'problem resolved'],
	);
});

test('a problem whose counts change is logged once', () => {
	const store = createStore(initialState(500, {samples: 10, seconds: 60}));
	const {lines, log} = written(['info']);
	logChanges(store, log);
	for (const message of [
		'disk full; 1 sample waits',
		'disk full; 2 samples wait',
		'read-only; 3 samples wait',
		undefined,
	]) {
		store.setState(state => changeProblem(state, 'export', message, 0));
	}

	assert.deepEqual(
		lines.map(line => JSON.parse(line).message),
		['disk full; 1 sample waits', 'read-only; 3 samples wait', 'problem resolved'],
	);
});

test('the file is private, is appended to and is rotated when it is full', () => {
	const directory = mkdtempSync(path.join(tmpdir(), 'mon-tui-log-'));
	try {
		const file = path.join(directory, 'monitor.log');
		for (let run = 0; run < 2; run++) {
			using log = openLogFile(file, {maxBytes: 100});
			for (let line = 0; line < 10; line++) {
				log.write(`run ${run} line ${line} ${'x'.repeat(20)}\n`);
			}
		}

		const files = readdirSync(directory).sort();
		assert.deepEqual(files, ['monitor.log', 'monitor.log.1', 'monitor.log.2', 'monitor.log.3']);
		for (const name of files) {
			const {size, mode} = statSync(path.join(directory, name));
			assert.ok(size <= 100, `${name} has ${size} bytes`);
			assert.equal(mode & 0o777, 0o600);
		}

		assert.match(readFileSync(file, 'utf8'), /run 1 line 9 x+\n$/);
	} finally {
		rmSync(directory, {recursive: true});
	}
});

test('the log continues in a new file when the old one was moved or the path changed', () => {
	using directory = temporaryDirectory();
	const file = directory.file('monitor.log');
	using log = openLogFile(file);
	log.write('one\n');
	renameSync(file, directory.file('moved'));
	log.write('two\n');
	log.reopen(file);
	log.write('three\n');
	assert.throws(() => log.reopen(path.join(import.meta.filename, 'monitor.log')), /ENOTDIR/);
	log.write('four\n');
	log.reopen(directory.file('other.log'));
	log.write('five\n');
	const read = (name: string): string => readFileSync(directory.file(name), 'utf8');
	assert.equal(read('moved'), 'one\ntwo\n');
	assert.equal(read('monitor.log'), 'three\nfour\n');
	assert.equal(read('other.log'), 'five\n');
});

test('a device is written to and never rotated', () => {
	using directory = temporaryDirectory();
	const link = directory.file('null');
	symlinkSync('/dev/null', link);
	using log = openLogFile(link, {maxBytes: 10});
	for (let line = 0; line < 3; line++) {
		log.write('more than ten characters\n');
	}

	assert.deepEqual(directory.names(), ['null']);
});

test('a file that cannot be opened is refused', () => {
	assert.throws(() => openLogFile(path.join(import.meta.filename, 'monitor.log')), /ENOTDIR/);
});
