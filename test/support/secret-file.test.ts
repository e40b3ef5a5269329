import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {readSecretFile} from '../../source/support/secret-file.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('final line breaks are not part of the secret, spaces are', () => {
	using directory = temporaryDirectory();
	const file = directory.file('secret');
	for (const content of [' hunter 2 ', ' hunter 2 \n', ' hunter 2 \r\n\r\n']) {
		writeFileSync(file, content, {mode: 0o600});
		assert.deepEqual(readSecretFile(file, 'the file'), {text: ' hunter 2 ', warning: undefined});
	}
});

test('Windows line ends and the byte order mark are not part of the secret', () => {
	using directory = temporaryDirectory();
	const file = directory.file('secret');
	writeFileSync(file, '\uFEFFAuthorization: Bearer x\r\nX-Team: ops\r\n', {mode: 0o600});
	assert.equal(readSecretFile(file, 'the file').text, 'Authorization: Bearer x\nX-Team: ops');
});

test('a file writable by others is rejected, a readable one causes a warning', () => {
	using directory = temporaryDirectory();
	const file = directory.file('secret');
	writeFileSync(file, 'hunter2');
	for (const mode of [0o620, 0o602, 0o666]) {
		chmodSync(file, mode);
		assert.throws(
			() => readSecretFile(file, 'the file'),
			new Error(
				`the file ${file} has mode ${mode.toString(8)}, so that other users can write it; run chmod 600 ${file}`,
			),
		);
	}

	for (const mode of [0o644, 0o444]) {
		chmodSync(file, mode);
		assert.deepEqual(readSecretFile(file, 'the file'), {
			text: 'hunter2',
			warning: `the file ${file} has mode ${mode.toString(8)}, so that other users can read it; run chmod 600 ${file}`,
		});
	}

	chmodSync(file, 0o440);
	assert.equal(readSecretFile(file, 'the file').warning, undefined);
});

test('missing, empty, endless and special files are reported', () => {
	using directory = temporaryDirectory();
	const file = directory.file('secret');
	assert.throws(
		() => readSecretFile(file, 'the file'),
		new Error(`the file ${file} cannot be read: no such file or directory`),
	);
	for (const content of ['', '\n', ' \n\n']) {
		writeFileSync(file, content, {mode: 0o600});
		assert.throws(
			() => readSecretFile(file, 'the file'),
			new Error(`the file ${file} is empty; it must contain the secret`),
		);
	}

	writeFileSync(file, 'x'.repeat(100_000));
	assert.throws(() => readSecretFile(file, 'the file'), /is larger than 64 KiB, the maximum for a secret$/);
	mkdirSync(directory.file('directory'));
	for (const none of [directory.file('directory'), '/dev/zero']) {
		assert.throws(
			() => readSecretFile(none, 'the file'),
			new Error(`the file ${none} is not a regular file; it must be a file that contains the secret`),
		);
	}
});
