import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, chownSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {describe, it} from 'node:test';
import {defaultProcessColumns} from '../../../source/config/options/process-columns.js';
import {type Choices, remember} from '../../../source/config/sources/remember.js';
import {readOnlyDirectory} from '../../helpers/small-disk.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const usual: Choices = {
	view: 'auto',
	theme: 'auto',
	hide: [],
	graph: 'auto',
	columns: defaultProcessColumns,
	sort: 'cpu',
};
const choices: Choices = {...usual, view: 'compact', theme: 'light', hide: ['statistics', 'gpu']};
const night: Choices = {...usual, theme: 'mono'};

test('order, CPU per core, units, the step of graphs and the interval are written in the units of the file', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	const written = await remember(file, {
		...usual,
		reverse: true,
		perCore: false,
		units: 'decimal',
		graphStepMs: 5000,
		intervalMs: 2000,
	});
	assert.deepEqual(written, ['reverse', 'perCore', 'units', 'graphStep', 'interval']);
	assert.equal(
		readFileSync(file, 'utf8'),
		'{\n\t"reverse": true,\n\t"perCore": false,\n\t"units": "decimal",\n\t"graphStep": 5,\n\t"interval": 2\n}\n',
	);
	assert.deepEqual(await remember(file, {reverse: true, units: 'decimal', graphStepMs: 5000, intervalMs: 2000}), []);
});

describe('choices are written', () => {
	for (const {title, before, after} of [
		{
			title: 'into an empty object',
			before: '{\n}\n',
			after: '{\n\t"view": "compact",\n\t"theme": "light",\n\t"hide": ["statistics", "gpu"]\n}\n',
		},
		{
			title: 'next to comments and other settings, with the same indentation',
			before: '{\n  // often\n  "interval": 1, // s\n  "keys": {"quit": "q"}\n}\n',
			after:
				'{\n  // often\n  "interval": 1, // s\n  "keys": {"quit": "q"},\n  "view": "compact",\n  "theme": "light",\n  "hide": ["statistics", "gpu"]\n}\n',
		},
		{
			title: 'in place of earlier values',
			before: '{\n\t"theme": "mono", // at night\n\t"hide": ["processor"],\n\t"view": "line"\n}\n',
			after: '{\n\t"theme": "light", // at night\n\t"hide": ["statistics", "gpu"],\n\t"view": "compact"\n}\n',
		},
		{
			title: 'after a trailing comma',
			before: '{\n\t"interval": 1,\n}\n',
			after: '{\n\t"interval": 1,\n\t"view": "compact",\n\t"theme": "light",\n\t"hide": ["statistics", "gpu"],\n}\n',
		},
		{
			title: 'next to $schema',
			before: '{"$schema": "./config.json"}\n',
			after: '{"$schema": "./config.json", "view": "compact", "theme": "light", "hide": ["statistics", "gpu"]}\n',
		},
	]) {
		it(title, async () => {
			using directory = temporaryDirectory();
			const file = directory.file('config.json');
			writeFileSync(file, before);
			await remember(file, choices);
			assert.equal(readFileSync(file, 'utf8'), after);
			assert.deepEqual(directory.names(), ['config.json']);
		});
	}
});

test('a missing file is created with its directories, accessible only to its owner', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('deep/er/config.json');
	assert.deepEqual(await remember(file, night), ['theme']);
	assert.equal(readFileSync(file, 'utf8'), '{\n\t"theme": "mono"\n}\n');
	assert.equal(statSync(file).mode & 0o777, 0o600);
	assert.equal(statSync(path.dirname(file)).mode & 0o777, 0o700);
});

test('permissions are kept, and a link stays a link', async () => {
	using directory = temporaryDirectory();
	mkdirSync(directory.file('dotfiles'));
	writeFileSync(directory.file('dotfiles/mon.json'), '{}');
	chmodSync(directory.file('dotfiles/mon.json'), 0o640);
	symlinkSync('dotfiles/mon.json', directory.file('config.json'));
	await remember(directory.file('config.json'), night);
	assert.ok(lstatSync(directory.file('config.json')).isSymbolicLink());
	assert.match(readFileSync(directory.file('dotfiles/mon.json'), 'utf8'), /mono/);
	assert.equal(statSync(directory.file('dotfiles/mon.json')).mode & 0o777, 0o640);
});

for (const {title, text, message} of [
	{title: 'is not valid JSON', text: '{"theme": ', message: /config\.json:1:\d+: invalid JSON/},
	{title: 'has an unknown key', text: '{"colour": 1}', message: /config\.json:1:2: colour is not a known key/},
	{title: 'is a list', text: '[]', message: /must be an object/},
]) {
	test(`a configuration that ${title} is not changed`, async () => {
		using directory = temporaryDirectory();
		const file = directory.file('config.json');
		writeFileSync(file, text);
		await assert.rejects(remember(file, choices), message);
		assert.equal(readFileSync(file, 'utf8'), text);
		assert.deepEqual(directory.names(), ['config.json']);
	});
}

test('values that the file already has are not written', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	writeFileSync(file, '{"hide": ["gpu", "processor"], "view": "line"}');
	const before = statSync(file).ino;
	assert.deepEqual(await remember(file, {...usual, view: 'line', hide: ['processor', 'gpu']}), []);
	assert.equal(statSync(file).ino, before);
});

test('a default is written over another value in the file', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	writeFileSync(file, '{"hide": "gpu", "theme": "mono"}');
	assert.deepEqual(await remember(file, usual), ['theme', 'hide']);
	assert.equal(readFileSync(file, 'utf8'), '{"hide": [], "theme": "auto"}');
});

test('a byte order mark is kept', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	writeFileSync(file, '\uFEFF{"interval": 1}');
	await remember(file, night);
	assert.equal(readFileSync(file, 'utf8'), '\uFEFF{"interval": 1, "theme": "mono"}');
});

test('a file is created at the target of a dangling link', async () => {
	using directory = temporaryDirectory();
	symlinkSync('further.json', directory.file('config.json'));
	symlinkSync('dotfiles/mon.json', directory.file('further.json'));
	await remember(directory.file('config.json'), night);
	assert.ok(lstatSync(directory.file('config.json')).isSymbolicLink());
	assert.ok(lstatSync(directory.file('further.json')).isSymbolicLink());
	assert.match(readFileSync(directory.file('dotfiles/mon.json'), 'utf8'), /mono/);
});

const needsRoot = {skip: process.getuid?.() !== 0 && 'only root may give files away'};

test('a file keeps its owner', needsRoot, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	writeFileSync(file, '{}');
	chownSync(file, 1234, 1235);
	await remember(file, night);
	assert.deepEqual([statSync(file).uid, statSync(file).gid], [1234, 1235]);
});

test('a file that root creates in the home directory of a user belongs to that user', needsRoot, async () => {
	using directory = temporaryDirectory();
	const home = directory.file('home');
	mkdirSync(home);
	chownSync(home, 1234, 1235);
	const file = path.join(home, '.config', 'mon-tui', 'config.json');
	await remember(file, night);
	for (const made of [path.join(home, '.config'), path.dirname(file), file]) {
		assert.deepEqual([statSync(made).uid, statSync(made).gid], [1234, 1235], made);
	}
});

test('a mounted file is written in place', needsRoot, async t => {
	using directory = temporaryDirectory();
	const [file, outside] = [directory.file('config.json'), directory.file('outside.json')];
	writeFileSync(outside, '{"interval": 1, "theme": "high-contrast"}', {mode: 0o640});
	writeFileSync(file, '');
	if (spawnSync('mount', ['--bind', outside, file]).status !== 0) {
		t.skip('nothing can be mounted here');
		return;
	}

	try {
		assert.deepEqual(await remember(file, night), ['theme']);
	} finally {
		execFileSync('umount', [file]);
	}

	assert.equal(readFileSync(outside, 'utf8'), '{"interval": 1, "theme": "mono"}');
	assert.equal(statSync(outside).mode & 0o777, 0o640);
	assert.deepEqual(directory.names().toSorted(), ['config.json', 'outside.json']);
});

test('a writable file in a read-only directory is written in place', needsRoot, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	writeFileSync(file, '{"theme": "auto"}');
	chownSync(file, 1234, 1235);
	chmodSync(directory.path, 0o755);
	// Root can write everywhere, so another user writes the file.
	const program = `
		import {remember} from ${JSON.stringify(new URL('../../../source/config/sources/remember.ts', import.meta.url).href)};
		process.setgid(1235);
		process.setuid(1234);
		console.log(await remember(${JSON.stringify(file)}, ${JSON.stringify(night)}));
	`;
	execFileSync(process.execPath, ['--import=tsx', '--input-type=module', '--eval', program], {stdio: 'pipe'});
	assert.equal(readFileSync(file, 'utf8'), '{"theme": "mono"}');
	assert.deepEqual(directory.names(), ['config.json']);
});

test('a failure to write is reported with its reason', async t => {
	using readOnly = readOnlyDirectory();
	if (!readOnly) {
		t.skip('no directory can be made that refuses to be written');
		return;
	}

	for (const name of ['config.json', 'mon-tui/deeper/config.json']) {
		const file = path.join(readOnly.path, name);
		await assert.rejects(remember(file, night), {
			message: new RegExp(`^"${file}" cannot be written: (?:read-only file system|permission denied)$`),
		});
	}
});

test('anything but a regular file is neither read nor replaced', async () => {
	using directory = temporaryDirectory();
	const pipe = directory.file('pipe');
	execFileSync('mkfifo', [pipe]);
	await assert.rejects(remember(pipe, night), {message: `"${pipe}" cannot be read: not a regular file`});
	assert.ok(lstatSync(pipe).isFIFO());
	await assert.rejects(remember(directory.path, night), /not a regular file/);
	await assert.rejects(remember(`${pipe}/config.json`, night), /cannot be read: not a directory/);
});

test('a theme that the file no longer has is not written into it', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	writeFileSync(file, '{}');
	await assert.rejects(remember(file, {...usual, theme: 'mine'}), /there is no theme "mine"/);
	assert.equal(readFileSync(file, 'utf8'), '{}');
});

test('another order of the columns is written', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	writeFileSync(file, '{"columns": ["pid", "command"]}');
	assert.deepEqual(await remember(file, {...usual, columns: ['command', 'pid']}), ['columns']);
	assert.equal(readFileSync(file, 'utf8'), '{"columns": ["command", "pid"]}');
});
