import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Memory, Swap} from '../../../source/metrics/snapshot.js';
import {noMemoryDetails} from '../../../source/metrics/values/unmeasured.js';
import {memoryCollector} from '../../../source/metrics/windows/memory.js';
import {clockedMachine, signal} from '../by-hand.js';

const readMemory = () => ({totalBytes: 1000, freeBytes: 250});

/** Asks for a swap of which more is used at each call. */
function growingSwap(): {calls: number; swap(): Promise<Swap>} {
	return {
		calls: 0,
		async swap() {
			this.calls += 1;
			return {totalBytes: 100, usedBytes: this.calls, usedPercent: this.calls};
		},
	};
}

describe('memoryCollector of Windows', () => {
	it('has memory immediately, and swap after its first result', async () => {
		const asked = growingSwap();
		const collector = memoryCollector(clockedMachine(), 500, {swap: () => asked.swap()}, readMemory);
		assert.deepEqual(collector.collect(signal), {
			totalBytes: 1000,
			availableBytes: 250,
			usedBytes: 750,
			usedPercent: 75,
			cachedBytes: undefined,
			...noMemoryDetails,
			swap: undefined,
		});
		await nextTurn();
		assert.deepEqual((collector.collect(signal) as Memory).swap, {totalBytes: 100, usedBytes: 1, usedPercent: 1});
	});

	it('reads swap every half minute', async () => {
		const machine = clockedMachine();
		const asked = growingSwap();
		const collector = memoryCollector(machine, 500, {swap: () => asked.swap()}, readMemory);
		for (let call = 0; call < 60; call++) {
			collector.collect(signal);
			machine.advance(500);
		}

		assert.equal(asked.calls, 1);
		collector.collect(signal);
		assert.equal(asked.calls, 2);
	});

	it('has no swap after a failure', async () => {
		const machine = clockedMachine();
		const answers = [
			async () => ({totalBytes: 8, usedBytes: 4, usedPercent: 50}),
			() => Promise.reject(new Error('no')),
		];
		const swap = (): Promise<Swap> => answers.shift()?.() ?? Promise.reject(new Error('asked too often'));
		const collector = memoryCollector(machine, 500, {swap}, readMemory);
		collector.collect(signal);
		await nextTurn();
		assert.equal((collector.collect(signal) as Memory).swap?.usedPercent, 50);
		machine.advance(30_000);
		collector.collect(signal);
		await nextTurn();
		assert.equal((collector.collect(signal) as Memory).swap, undefined);
	});

	it('returns the same object while nothing changed', () => {
		const swap = () => new Promise<Swap>(() => {});
		const collector = memoryCollector(clockedMachine(), 500, {swap}, readMemory);
		assert.equal(collector.collect(signal), collector.collect(signal));
	});
});
