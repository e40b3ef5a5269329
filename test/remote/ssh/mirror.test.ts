import assert from 'node:assert/strict';
import {existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {createMirror} from '../../../source/remote/ssh/shell/mirror.js';

/** A process ID that no process has: the maximum of Linux. */
const deadPid = 4_194_304;

test('a mirror is in a folder that only this user can enter', () => {
	using mirror = createMirror();
	const own = path.dirname(mirror.root);
	assert.equal(lstatSync(own).mode & 0o777, 0o700);
	assert.equal(lstatSync(own).uid, process.getuid?.());
	mirror.write('proc/stat', 'cpu 1 2 3');
	mirror.write('proc/stat', 'cpu 4');
	assert.equal(readFileSync(path.join(mirror.root, 'proc/stat'), 'utf8'), 'cpu 4');
});

test('the mirrors of killed processes are removed, and nothing outside of the folder', () => {
	const namespace = /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0];
	using first = createMirror();
	const own = path.dirname(first.root);
	const abandoned = path.join(own, `${namespace}-${deadPid}-abc`);
	const ofOther = path.join(own, `1-${deadPid}-abc`);
	const outside = path.join(path.dirname(own), `mon-tui-ssh-${deadPid}-abc`);
	try {
		for (const folder of [abandoned, ofOther, outside]) {
			mkdirSync(folder);
			writeFileSync(path.join(folder, 'file'), '');
		}

		using _ = createMirror();
		assert.deepEqual([abandoned, ofOther, outside, first.root].map(existsSync), [false, true, true, true]);
	} finally {
		for (const folder of [abandoned, ofOther, outside]) {
			rmSync(folder, {recursive: true, force: true});
		}
	}
});

test('the size of a mirror is limited, and what is removed makes room', () => {
	using mirror = createMirror();
	const text = 'x'.repeat(40 * 1024 * 1024);
	const has = (name: string): boolean => existsSync(path.join(mirror.root, name));
	for (const pid of [1, 2, 3, 4]) {
		mirror.write(`proc/${pid}/stat`, text);
	}

	assert.deepEqual(
		[1, 2, 3, 4].map(pid => has(`proc/${pid}/stat`)),
		[true, true, true, false],
	);
	mirror.remove('proc/1');
	mirror.write('proc/4/stat', text);
	assert.ok(has('proc/4/stat') && !has('proc/1'));
	mirror.remove('proc/4');
	mirror.write('proc/5/net/dev', text);
	mirror.remove('proc/5');
	assert.ok(!has('proc/5'));
	mirror.write('proc/5/net/dev', text);
	assert.ok(has('proc/5/net/dev'));
});
