import os from 'node:os';
import type {Collector, Machine} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {SystemFacts} from '../snapshot.js';
import {steadyBootTime} from '../values/steady-boot-time.js';
import {type Portable, type PortableFacts, portable} from './portable.js';

/**
Returns a collector of facts about macOS and Windows. The library is called once, and again at the next call after a
failure; its facts are unknown until then. It has not been tested on either platform.
*/
export function portableSystemCollector(
	machine: Machine,
	cadenceMs: number,
	{facts: askFacts}: Pick<Portable, 'facts'> = portable(),
): Collector<'system'> {
	const steady = steadyBootTime();
	let libraryFacts: PortableFacts | undefined;
	let facts: SystemFacts | undefined;

	return {
		name: 'system',
		cadenceMs,
		timeoutMs: 30_000,
		async collect() {
			libraryFacts ??= await askFacts().catch(() => undefined);
			const processors = os.cpus();
			facts = reuseUnchanged(facts, {
				hostname: os.hostname(),
				osName: os.type(),
				osVersion: libraryFacts?.osVersion ?? os.version(),
				osRelease: os.release(),
				architecture: process.arch,
				machine: os.machine(),
				cpuModel: processors[0]?.model.trim() || undefined,
				physicalCores: libraryFacts?.physicalCores,
				logicalCores: processors.length,
				bootTimeMs: steady(Math.round(machine.nowMs() / 1000 - os.uptime()) * 1000),
				nodeVersion: process.version,
				container: undefined,
			});
			return facts;
		},
	};
}
