import assert from 'node:assert/strict';
import {statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {makeDirectory} from '../../source/support/make-directory.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('a directory is created with its parents and may exist', async () => {
	using directory = temporaryDirectory();
	const deep = directory.file('a/b/c');
	await Promise.all([makeDirectory(deep, 0o700), makeDirectory(deep, 0o700)]);
	await makeDirectory(deep, 0o700);
	assert.equal(statSync(deep).mode & 0o777, 0o700);
	assert.equal(statSync(directory.file('a')).mode & 0o777, 0o700);
});

test('a link to a directory is accepted', async () => {
	using directory = temporaryDirectory();
	const link = directory.file('link');
	symlinkSync(directory.path, link);
	await makeDirectory(link);
	await makeDirectory(path.join(link, 'below'));
	assert.deepEqual(directory.names(), ['below', 'link']);
});

test('a failure is reported with its reason', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('file');
	writeFileSync(file, '');
	await assert.rejects(makeDirectory(file), {code: 'EEXIST'});
	await assert.rejects(makeDirectory(path.join(file, 'below')), {code: 'ENOTDIR'});
	symlinkSync(directory.file('gone'), directory.file('dangling'));
	await assert.rejects(makeDirectory(directory.file('dangling/below')), {code: /EEXIST|ENOENT/});
});

test('a failure is reported in a file system without directories too', {
	skip: process.platform !== 'linux' && 'needs /proc',
}, async () => {
	await assert.rejects(makeDirectory('/proc/mon-tui/below'), {code: /ENOENT|EACCES|EPERM/});
});
