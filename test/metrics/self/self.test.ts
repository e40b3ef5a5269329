import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {closeSync, openSync, readFileSync} from 'node:fs';
import os from 'node:os';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {describe, it} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import type {Machine} from '../../../source/metrics/collector.js';
import {watchGc} from '../../../source/metrics/self/gc-watch.js';
import {watchLoopDelay} from '../../../source/metrics/self/loop-delay.js';
import {selfCollector} from '../../../source/metrics/self/self.js';
import {eventually} from '../../helpers/eventually.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

const here: Machine = {root: '', monotonicMs: () => performance.now(), nowMs: () => Date.now()};
const cadenceMs = 1000;
const skip = process.platform === 'linux' ? false : 'there is no /proc';

/** Holds the event loop. */
function hold(milliseconds: number): void {
	const end = performance.now() + milliseconds;
	while (performance.now() < end) {
		// Blocks the event loop.
	}
}

describe('selfCollector', () => {
	it('has memory in the first sample and processor usage from the second one on', async () => {
		using machine = fixtureMachine();
		using collector = selfCollector(machine, cadenceMs);
		const first = await collect(collector);
		assert.ok(first);
		assert.equal(first.cpuPercent, undefined);
		assert.ok(first.residentSetBytes > first.heapUsedBytes);
		assert.ok(first.heapTotalBytes > 0);
		assert.ok(first.uptimeSeconds > 0);
		assert.equal(first.memoryTrendBytesPerHour, undefined);
		assert.equal(first.leakWarning, undefined);

		const start = process.cpuUsage();
		while (process.cpuUsage(start).user < 200_000) {
			// Burns 0.2 s, which are 20 % of the one second that passes by the machine's clock.
		}

		machine.advance(1000);
		const second = await collect(collector);
		assert.ok((second?.cpuPercent ?? 0) >= 20, `${second?.cpuPercent}`);
	});

	it('has no processor usage after a gap', async () => {
		using machine = fixtureMachine();
		using collector = selfCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(60_000);
		assert.equal((await collect(collector))?.cpuPercent, undefined);
	});

	it('has no threads and files without /proc', async () => {
		using machine = fixtureMachine();
		using collector = selfCollector(machine, cadenceMs);
		const self = await collect(collector);
		assert.equal(self?.threads, undefined);
		assert.equal(self?.openFiles, undefined);
	});

	it('counts the threads of this process', {skip}, async () => {
		using collector = selfCollector(here, cadenceMs);
		const threads = Number(/^Threads:\s+(\d+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1]);
		assert.equal((await collect(collector))?.threads, threads);
	});

	it('counts the open files, again after ten seconds', {skip}, async () => {
		let nowMs = 0;
		using collector = selfCollector({...here, monotonicMs: () => nowMs}, cadenceMs);
		const before = (await collect(collector))?.openFiles ?? 0;
		assert.ok(before >= 3);

		const opened = Array.from({length: 50}, () => openSync(os.devNull, 'r'));
		try {
			nowMs = 9000;
			assert.equal((await collect(collector))?.openFiles, before);
			nowMs = 10_000;
			assert.ok(((await collect(collector))?.openFiles ?? 0) >= before + 40);
		} finally {
			for (const fd of opened) {
				closeSync(fd);
			}
		}
	});

	it('has a trend of minute averages after ten minutes', async () => {
		using machine = fixtureMachine();
		using collector = selfCollector(machine, cadenceMs);
		for (let minute = 0; minute < 11; minute++) {
			assert.equal((await collect(collector))?.memoryTrendBytesPerHour, undefined);
			machine.advance(60_000);
		}

		assert.equal(typeof (await collect(collector))?.memoryTrendBytesPerHour, 'number');
	});
});

describe('watchGc', () => {
	it('counts collections, and those of the whole heap separately', async () => {
		setFlagsFromString('--expose-gc');
		const collectGarbage: unknown = runInNewContext('gc');
		assert.ok(typeof collectGarbage === 'function');
		using gc = watchGc();
		collectGarbage();
		await eventually('a collection of the whole heap is reported', () => gc.majorCount > 0);
		assert.ok(gc.count >= gc.majorCount);
		assert.ok(gc.pauseMs > 0);
	});

	it('does not count after disposal', async () => {
		setFlagsFromString('--expose-gc');
		const collectGarbage: unknown = runInNewContext('gc');
		assert.ok(typeof collectGarbage === 'function');
		const gc = watchGc();
		using other = watchGc();
		gc[Symbol.dispose]();
		collectGarbage();
		await eventually('the other watch saw it', () => other.majorCount > 0);
		assert.equal(gc.count, 0);
	});
});

describe('watchLoopDelay', () => {
	it('returns the delay of the event loop once', async () => {
		using delay = watchLoopDelay();
		assert.equal(delay.takeMaxMs(), undefined);
		// The turn in which the maximum was taken.
		await sleep(20);
		delay.takeMaxMs();
		await sleep(20);

		hold(1000);
		const maxMs = delay.takeMaxMs() ?? 0;
		// Of the 1000 ms the timer would have slept 500 anyway.
		assert.ok(maxMs >= 490, `${maxMs}`);
		await sleep(20);
		const nextMs = delay.takeMaxMs();
		assert.ok(nextMs !== undefined && nextMs < maxMs, `${nextMs}`);
	});

	it('measures what follows in the turn in which the maximum is taken', async () => {
		using delay = watchLoopDelay();
		delay.takeMaxMs();
		hold(300);
		await sleep(20);
		const maxMs = delay.takeMaxMs() ?? 0;
		assert.ok(maxMs >= 290, `${maxMs}`);
	});

	it('measures a delay although nothing takes the maximum for a long time', async () => {
		using delay = watchLoopDelay();
		await sleep(600);
		hold(1000);
		await sleep(600);
		const maxMs = delay.takeMaxMs() ?? 0;
		assert.ok(maxMs >= 490, `${maxMs}`);
	});

	it('does not keep the process alive', () => {
		const module = new URL('../../../source/metrics/self/loop-delay.ts', import.meta.url).href;
		const program = `const {watchLoopDelay} = await import(${JSON.stringify(module)}); watchLoopDelay();`;
		const {status} = spawnSync(process.execPath, ['--import=tsx', '--input-type=module', '-e', program], {
			timeout: 30_000,
		});
		assert.equal(status, 0);
	});
});
