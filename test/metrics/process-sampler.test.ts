import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {test} from 'node:test';
import {localProcessSampler, thisMachine} from '../../source/metrics/collectors.js';
import {processSampler} from '../../source/metrics/process-sampler.js';

test('the processes of this machine are listed with their processor usage', async t => {
	const busy = spawn(process.execPath, ['-e', 'console.log(1); for (;;);'], {stdio: ['ignore', 'pipe', 'ignore']});
	t.after(() => busy.kill('SIGKILL'));
	await once(busy.stdout, 'data');
	const sample = await localProcessSampler(thisMachine(undefined));
	const list = await sample(new AbortController().signal);
	const found = list?.find(({pid}) => pid === busy.pid);
	assert.ok((found?.cpuPercent ?? 0) > 1, `${found?.cpuPercent} %`);
	assert.ok((found?.residentSetBytes ?? 0) > 2 ** 20);
});

test('a missing list times out, and its collector is disposed', async () => {
	let disposed = 0;
	const sample = processSampler(() => ({
		name: 'processes',
		cadenceMs: 200,
		timeoutMs: 1000,
		collect: () => new Promise(() => {}),
		[Symbol.dispose]() {
			disposed += 1;
		},
	}));
	assert.equal(await sample(AbortSignal.abort()), undefined);
	const giveUp = new AbortController();
	setTimeout(() => giveUp.abort(), 5);
	assert.equal(await sample(giveUp.signal), undefined);
	assert.equal(disposed, 2);
});

test('a failing list is undefined', async () => {
	const sample = processSampler(() => ({
		name: 'processes',
		cadenceMs: 200,
		timeoutMs: 1000,
		collect() {
			throw new Error('no /proc');
		},
	}));
	assert.equal(await sample(new AbortController().signal), undefined);
});
