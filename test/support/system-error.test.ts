import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {systemMessage} from '../../source/support/system-error.js';

test('an error of the system is told by its file and its words', () => {
	assert.throws(
		() => readFileSync('/no/such/file'),
		error => systemMessage(error) === '/no/such/file: no such file or directory',
	);
});

test('another error is told by its own message', () => {
	assert.equal(systemMessage(new Error('/proc/stat: no "cpu" line')), '/proc/stat: no "cpu" line');
});
