import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {errorMessage, isMissing, systemMessage} from '../../source/support/system-error.js';

test('an error of the system is told by its file and its words', () => {
	assert.throws(
		() => readFileSync('/no/such/file'),
		error => systemMessage(error) === '/no/such/file: no such file or directory',
	);
});

test('another error is told by its own message', () => {
	assert.equal(systemMessage(new Error('/proc/stat: no "cpu" line')), '/proc/stat: no "cpu" line');
});

test('what was thrown without being an error is shown as text', () => {
	assert.equal(errorMessage('no answer'), 'no answer');
	assert.equal(systemMessage('no answer'), 'no answer');
	assert.equal(systemMessage(undefined), 'undefined');
});

test('a file below another file is missing, one that may not be read is not', () => {
	assert.throws(() => readFileSync('/no/such/file'), isMissing);
	assert.throws(() => readFileSync(`${import.meta.filename}/file`), isMissing);
	assert.throws(
		() => readFileSync(import.meta.dirname),
		error => !isMissing(error),
	);
});
