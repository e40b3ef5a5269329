import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {realpathSync} from 'node:fs';
import os from 'node:os';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {describe, it} from 'node:test';
import type {Machine} from '../../../source/metrics/collector.js';
import {processDetails} from '../../../source/metrics/linux/process-details.js';
import {eventually} from '../../helpers/eventually.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const here: Machine = {root: '', monotonicMs: () => performance.now(), nowMs: () => Date.now()};
const skip = process.platform === 'linux' ? false : 'there is no /proc';

describe('processDetails', () => {
	it('has executable and working directory of a child', {skip}, async () => {
		const cwd = realpathSync(os.tmpdir());
		const script = 'setInterval(() => {}, 1000)';
		const child = spawn(process.execPath, ['-e', script, 'two words'], {cwd, stdio: 'ignore'});
		try {
			const pid = child.pid ?? 0;
			// Between fork and exec the child is still a copy of this process.
			await eventually('the child runs its program', () =>
				Boolean(processDetails(here, pid).commandLine?.endsWith('two words')),
			);
			const details = processDetails(here, pid);
			assert.equal(details.commandLine, `${process.execPath} -e ${script} two words`);
			assert.equal(details.workingDirectory, cwd);
			assert.equal(details.executable, realpathSync(process.execPath));
			assert.equal(details.uid, process.getuid?.());
			assert.ok((details.threads ?? 0) >= 1);
			assert.ok((details.openFiles ?? 0) >= 3);
		} finally {
			child.kill('SIGKILL');
		}
	});

	it('takes the group of the memory controller where there is one, else that of the unified hierarchy', () => {
		using machine = fixtureMachine({
			'proc/7/cgroup': '4:memory:/jobs/a\n1:cpu:/\n0::/unified\n',
			'proc/8/cgroup': '0::/user.slice\n',
		});
		assert.equal(processDetails(machine, 7).cgroup, '/jobs/a');
		assert.equal(processDetails(machine, 8).cgroup, '/user.slice');
	});

	it('omits unreadable details separately', () => {
		using machine = fixtureMachine({'proc/7/cmdline': 'sh\0', 'proc/7/io': 'read_bytes: 5\nwrite_bytes: 6\n'});
		const {uid, ...details} = processDetails(machine, 7);
		assert.equal(uid, process.getuid?.());
		assert.deepEqual(details, {
			commandLine: 'sh',
			workingDirectory: undefined,
			executable: undefined,
			threads: undefined,
			openFiles: undefined,
			readBytes: 5,
			writtenBytes: 6,
			cgroup: undefined,
		});
	});

	it('has no details of an ended process', () => {
		using machine = fixtureMachine();
		assert.deepEqual(new Set(Object.values(processDetails(machine, 7))), new Set([undefined]));
	});
});
