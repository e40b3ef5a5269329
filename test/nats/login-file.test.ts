import assert from 'node:assert/strict';
import {chmodSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {readLoginFile} from '../../source/nats/login-file.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const credentials = '-----BEGIN NATS USER JWT-----\neyJ0\n------END NATS USER JWT------\n';

const files = [
	['a-token\n', {kind: 'token', token: 'a-token'}],
	['mon:pass:word\n', {kind: 'password', user: 'mon', password: 'pass:word'}],
	[credentials, {kind: 'credentials', text: credentials}],
] as const;

for (const [text, login] of files) {
	test(`a file may hold: ${login.kind}`, async () => {
		using directory = temporaryDirectory();
		writeFileSync(directory.file('login'), text, {mode: 0o600});
		assert.deepEqual(await readLoginFile(directory.file('login')), login);
	});
}

test('a file that is empty, holds anything else, or is open to others is refused without its content', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('login');
	for (const text of ['', '\n', 's3cret\ns3cret']) {
		writeFileSync(file, text, {mode: 0o600});
		await assert.rejects(
			readLoginFile(file),
			new Error(`the file ${file} must hold a token, user:password, or the credentials of a NATS user`),
		);
	}

	chmodSync(file, 0o644);
	await assert.rejects(readLoginFile(file), {
		message: `the file ${file} has the mode 644, so that others can read or change it: chmod 600 ${file}`,
	});
});
