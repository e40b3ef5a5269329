import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {describe, it} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Machine} from '../../../source/metrics/collector.js';
import {processesCollector} from '../../../source/metrics/linux/processes.js';
import {collect} from '../../helpers/fixture-machine.js';

const here: Machine = {root: '', monotonicMs: () => performance.now(), nowMs: () => Date.now()};
const cadenceMs = 150;
const skip = process.platform === 'linux' ? false : 'there is no /proc';

const pids = (): readonly number[] =>
	readdirSync('/proc')
		.map(Number)
		.filter(pid => pid > 0);

describe('the processes of this machine', {skip}, () => {
	it('are those that /proc names', async () => {
		using collector = processesCollector(here, {cadenceMs, isListRequested: () => true});
		const before = new Set(pids());
		const processes = await collect(collector);
		const lasting = pids().filter(pid => before.has(pid));
		const listed = new Set(processes?.list?.map(({pid}) => pid));
		const missing = lasting.filter(pid => !listed.has(pid));
		assert.ok(missing.length <= (processes?.unreadable ?? 0), `not listed: ${missing.join()}`);
		assert.ok(listed.has(process.pid));
	});

	it('have the values of the kernel and Node.js for this one', async () => {
		using collector = processesCollector(here, {cadenceMs, isListRequested: () => true});
		const processes = await collect(collector);
		const status = readFileSync('/proc/self/status', 'latin1');
		const own = processes?.list?.find(({pid}) => pid === process.pid);
		assert.ok(own);
		const residentBytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
		assert.ok(Math.abs(own.residentSetBytes - residentBytes) < residentBytes * 0.25, `${own.residentSetBytes}`);
		assert.equal(own.parentPid, process.ppid);
		assert.equal(own.name, /^Name:\t(.*)$/m.exec(status)?.[1]);
		const startedAtMs = Date.now() - process.uptime() * 1000;
		assert.ok(Math.abs((own.startedAtMs ?? 0) - startedAtMs) < 10_000, `${own.startedAtMs} is not near ${startedAtMs}`);
	});

	it('have the usage of a busy child', async () => {
		using collector = processesCollector(here, {cadenceMs, isListRequested: () => true});
		const child = spawn(process.execPath, ['-e', 'for (;;);'], {stdio: 'ignore'});
		try {
			let percent = 0;
			for (let pass = 0; pass < 100 && percent < 1; pass++) {
				const processes = await collect(collector);
				percent = processes?.list?.find(({pid}) => pid === child.pid)?.cpuPercent ?? 0;
				await sleep(cadenceMs);
			}

			assert.ok(percent >= 1, 'never more than 0 %');
		} finally {
			child.kill('SIGKILL');
		}
	});
});
