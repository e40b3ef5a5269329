import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readlinkSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, it} from 'node:test';
import {keptFiles} from '../../../source/metrics/linux/kept-files.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const skip = process.platform === 'linux' ? false : 'there is no /proc';

/** The files below `directory` that this process has open. */
function openBelow(directory: string): readonly string[] {
	return readdirSync('/proc/self/fd').flatMap(fd => {
		try {
			const target = readlinkSync(`/proc/self/fd/${fd}`);
			return target.startsWith(directory) ? [target] : [];
		} catch {
			return [];
		}
	});
}

describe('keptFiles', {skip}, () => {
	it('keeps files open on request, and closes those of ended processes and all at the end', () => {
		using machine = fixtureMachine({'1': 'one', '2': 'two', '3': 'three'});
		const files = keptFiles(pid => path.join(machine.root, String(pid)));
		assert.equal(files.read(1, false).toString(), 'one');
		assert.deepEqual(openBelow(machine.root), []);
		for (const pid of [1, 2, 3]) {
			files.read(pid, true);
		}

		machine.write('2', 'changed');
		assert.equal(files.read(2, true).toString(), 'changed');
		assert.equal(openBelow(machine.root).length, 3);
		files.retain(pid => pid === 2);
		assert.deepEqual(openBelow(machine.root), [path.join(machine.root, '2')]);
		files[Symbol.dispose]();
		assert.deepEqual(openBelow(machine.root), []);
		assert.throws(() => files.read(4, true), {code: 'ENOENT'});
	});

	it('does not read the file of an ended process', async () => {
		using files = keptFiles(pid => `/proc/${pid}/stat`);
		const child = spawn('sleep', ['60'], {stdio: 'ignore'});
		const {pid = 0} = child;
		assert.match(files.read(pid, true).toString('latin1'), new RegExp(`^${pid} \\(`));
		child.kill('SIGKILL');
		await once(child, 'exit');
		assert.throws(() => files.read(pid, true), {code: 'ENOENT'});
		assert.deepEqual(openBelow(`/proc/${pid}/`), []);
	});
});
