import assert from 'node:assert/strict';
import os from 'node:os';
import {describe, it} from 'node:test';
import {portableSystemCollector} from '../../../source/metrics/portable/portable-system.js';

const {signal} = new AbortController();
const machine = {root: '', nowMs: () => Date.now(), monotonicMs: () => performance.now()};

describe('portableSystemCollector', () => {
	it('combines facts of Node.js and the library', async () => {
		const facts = async () => ({osVersion: 'macOS 15.1', physicalCores: 8});
		const system = await portableSystemCollector(machine, 60_000, {facts}).collect(signal);
		assert.equal(system?.osVersion, 'macOS 15.1');
		assert.equal(system?.physicalCores, 8);
		assert.equal(system?.hostname, os.hostname());
		assert.equal(system?.logicalCores, os.cpus().length);
		assert.equal(system?.nodeVersion, process.version);
		const {bootTimeMs = Number.NaN} = system;
		assert.ok(Math.abs(bootTimeMs - (Date.now() - os.uptime() * 1000)) < 60_000);
		assert.equal(bootTimeMs % 1000, 0);
	});

	it('omits facts of a failing library and calls it again next time', async () => {
		let asked = 0;
		const facts = async () => {
			asked += 1;
			if (asked === 1) {
				throw new Error('no PowerShell');
			}

			return {osVersion: 'Microsoft Windows 11 Pro 10.0.26100', physicalCores: 4};
		};
		const collector = portableSystemCollector(machine, 60_000, {facts});
		const first = await collector.collect(signal);
		assert.deepEqual([first?.osVersion, first?.physicalCores], [os.version(), undefined]);
		const second = await collector.collect(signal);
		assert.deepEqual([second?.osVersion, second?.physicalCores], ['Microsoft Windows 11 Pro 10.0.26100', 4]);
	});

	it('calls the library once and returns the same object while nothing changed', async () => {
		let asked = 0;
		const facts = async () => {
			asked += 1;
			return {osVersion: 'macOS 15.1', physicalCores: 8};
		};
		const collector = portableSystemCollector(machine, 60_000, {facts});
		assert.equal(await collector.collect(signal), await collector.collect(signal));
		assert.equal(asked, 1);
	});
});
