import {readdirSync} from 'node:fs';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Collector, Machine} from '../collector.js';
import type {Processes} from '../snapshot.js';
import {kernelFacts} from './kernel-facts.js';
import {type Pass, processTable} from './process-table.js';

export type ProcessesOptions = {
	readonly cadenceMs: number;
	/** Whether somebody looks at the list now. If not, processes are only counted. */
	isListWanted(): boolean;
};

/** At some 7 to 13 µs a process; beyond, a pass is sliced and the event loop gets a turn in between. */
const longestPass = 600;
const sliceLength = 300;
const passTimeoutMs = 10_000;

/** All processes from `/proc/[pid]/stat`, or only how many there are while nobody wants the list. */
export function processesCollector(machine: Machine, options: ProcessesOptions): Collector<'processes'> & Disposable {
	const kernel = kernelFacts(machine);
	const table = processTable(machine, options.cadenceMs);
	let isOnlyCounted = false;

	return {
		name: 'processes',
		cadenceMs: options.cadenceMs,
		timeoutMs: passTimeoutMs,
		// Who begins to look does not wait for the cadence.
		isDueNow: () => isOnlyCounted && options.isListWanted(),
		collect(signal) {
			const pids = listPids(`${machine.root}/proc`);
			isOnlyCounted = !options.isListWanted();
			if (isOnlyCounted) {
				return countOnly(pids.length);
			}

			const pass = table.startPass(kernel.read());
			if (pids.length > longestPass) {
				return readInSlices(pass, pids, signal);
			}

			pass.read(pids);
			return pass.finish();
		},
		[Symbol.dispose]: () => kernel[Symbol.dispose](),
	};
}

async function readInSlices(pass: Pass, pids: readonly number[], signal: AbortSignal): Promise<Processes> {
	for (let start = 0; start < pids.length; start += sliceLength) {
		pass.read(pids.slice(start, start + sliceLength));
		await nextTurn(undefined, {signal});
	}

	return pass.finish();
}

function listPids(procPath: string): readonly number[] {
	return readdirSync(procPath)
		.map(Number)
		.filter(pid => pid > 0);
}

function countOnly(total: number): Processes {
	return {
		total,
		running: undefined,
		sleeping: undefined,
		stopped: undefined,
		zombie: undefined,
		threads: undefined,
		unreadable: undefined,
		list: undefined,
	};
}
