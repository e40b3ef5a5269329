import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {errorMessage, isMissing, systemMessage} from '../../source/support/system-error.js';

test('a system error is described by its file and the text of the system', () => {
	assert.throws(
		() => readFileSync('/no/such/file'),
		error => systemMessage(error) === '/no/such/file: no such file or directory',
	);
});

test('other errors are described by their message', () => {
	assert.equal(systemMessage(new Error('/proc/stat: no "cpu" line')), '/proc/stat: no "cpu" line');
});

test('a thrown value that is not an error is shown as text', () => {
	assert.equal(errorMessage('no answer'), 'no answer');
	assert.equal(systemMessage('no answer'), 'no answer');
	assert.equal(systemMessage(undefined), 'undefined');
});

test('a file below another file is missing, an unreadable one is not', () => {
	assert.throws(() => readFileSync('/no/such/file'), isMissing);
	assert.throws(() => readFileSync(`${import.meta.filename}/file`), isMissing);
	assert.throws(
		() => readFileSync(import.meta.dirname),
		error => !isMissing(error),
	);
});
