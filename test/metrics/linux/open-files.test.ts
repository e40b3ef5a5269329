import assert from 'node:assert/strict';
import {readdirSync, symlinkSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import {countOpenFiles} from '../../../source/metrics/linux/open-files.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

test('without a size the open files are listed, unless a large number is still known', {
	skip: process.platform !== 'linux' && 'Linux only',
}, () => {
	using machine = fixtureMachine();
	// A directory without a size, as that of open files before Linux 6.2.
	symlinkSync('/proc/self/task', `${machine.root}/fd`);
	const count = readdirSync('/proc/self/task').length;
	assert.equal(countOpenFiles(machine.root), count);
	assert.equal(countOpenFiles(machine.root, 9999), count);
	assert.equal(countOpenFiles(machine.root, 20_000), 20_000);
});
