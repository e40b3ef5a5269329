import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {realpathSync} from 'node:fs';
import os from 'node:os';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {describe, it} from 'node:test';
import type {Machine} from '../../../source/metrics/collector.js';
import {processDetails, processLimits, processMemory} from '../../../source/metrics/linux/process-details.js';
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

	it('takes the group of systemd, else of the memory controller, else of the unified hierarchy', () => {
		using machine = fixtureMachine({
			'proc/7/cgroup': '4:memory:/jobs/a\n1:cpu:/\n0::/unified\n',
			'proc/8/cgroup': '0::/user.slice\n',
			'proc/9/cgroup': '4:memory:/\n1:name=systemd:/system.slice/a:b.service\n',
			'proc/10/cgroup': '9:name=systemd:/\n4:memory:/docker/1\n0::/\n',
			'proc/11/cgroup': '9:name=systemd:/\n',
			'proc/12/cgroup': 'nonsense',
		});
		assert.equal(processDetails(machine, 7).cgroup, '/jobs/a');
		assert.equal(processDetails(machine, 8).cgroup, '/user.slice');
		assert.equal(processDetails(machine, 9).cgroup, '/system.slice/a:b.service');
		assert.equal(processDetails(machine, 10).cgroup, '/docker/1');
		assert.equal(processDetails(machine, 11).cgroup, '/');
		assert.equal(processDetails(machine, 12).cgroup, undefined);
	});

	it('omits unreadable details separately', () => {
		using machine = fixtureMachine({
			'proc/7/cmdline': 'sh\0',
			'proc/7/io': 'read_bytes: 5\nwrite_bytes: 6\n',
			'proc/7/wchan': 'do_nanosleep.isra.0',
			'proc/7/status': 'Name:\tsh\nvoluntary_ctxt_switches:\t12\nnonvoluntary_ctxt_switches:\tmany\n',
			'proc/7/oom_score': 'none\n',
		});
		const {uid, ...details} = processDetails(machine, 7);
		assert.equal(uid, process.getuid?.());
		assert.deepEqual(details, {
			commandLine: 'sh',
			workingDirectory: undefined,
			executable: undefined,
			rootDirectory: undefined,
			threads: undefined,
			openFiles: undefined,
			maxOpenFiles: undefined,
			readBytes: 5,
			writtenBytes: 6,
			cgroup: undefined,
			waitChannel: 'do_nanosleep.isra.0',
			voluntarySwitches: 12,
			involuntarySwitches: undefined,
			oomScore: undefined,
		});
	});

	it('has no details of an ended process', () => {
		using machine = fixtureMachine();
		assert.deepEqual(new Set(Object.values(processDetails(machine, 7))), new Set([undefined]));
	});
});

describe('processMemory', () => {
	const rollup = `55d0c2f6a000-7ffe7b5f2000 ---p 00000000 00:00 0                          [rollup]
Rss:                4400 kB
Pss:                1200 kB
Shared_Clean:       3000 kB
Shared_Dirty:        100 kB
Private_Clean:       300 kB
Private_Dirty:      1000 kB
Anonymous:          1050 kB
Swap:                 64 kB
`;

	it('distinguishes what is shared', () => {
		using machine = fixtureMachine({'proc/7/smaps_rollup': rollup});
		assert.deepEqual(processMemory(machine, 7), {
			residentSetBytes: 4400 * 1024,
			proportionalBytes: 1200 * 1024,
			privateBytes: 1300 * 1024,
			sharedBytes: 3100 * 1024,
			anonymousBytes: 1050 * 1024,
			swapBytes: 64 * 1024,
		});
	});

	it('is unknown for kernel threads, whose file is empty, and for files that are cut off', () => {
		using machine = fixtureMachine({'proc/2/smaps_rollup': '', 'proc/7/smaps_rollup': rollup.slice(0, 150)});
		for (const pid of [2, 7, 8]) {
			assert.equal(processMemory(machine, pid), undefined);
		}
	});

	it('of this process has a proportional set below the resident one', {skip}, () => {
		const {proportionalBytes = 0, residentSetBytes = 0} = processMemory(here, process.pid) ?? {};
		assert.ok(proportionalBytes > 0 && proportionalBytes <= residentSetBytes);
	});
});

describe('processLimits', () => {
	it('reads numbers, units and missing limits', () => {
		using machine = fixtureMachine({
			'proc/7/limits': `Limit                     Soft Limit           Hard Limit           Units     
Max cpu time              unlimited            unlimited            seconds   
Max open files            1024                 524288               files     
Max nice priority         0                    0                    
Max of tomorrow           x                    0                    bytes     
`,
		});
		assert.deepEqual(processLimits(machine, 7), [
			{name: 'Max cpu time', soft: undefined, hard: undefined, unit: 'seconds'},
			{name: 'Max open files', soft: 1024, hard: 524_288, unit: 'files'},
			{name: 'Max nice priority', soft: 0, hard: 0, unit: ''},
		]);
		assert.equal(processDetails(machine, 7).maxOpenFiles, 1024);
	});

	it('are unknown for an ended process', () => {
		using machine = fixtureMachine();
		assert.equal(processLimits(machine, 7), undefined);
	});
});
