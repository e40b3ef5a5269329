import {readdirSync} from 'node:fs';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Collector, Machine} from '../collector.js';
import type {Processes} from '../snapshot.js';
import {kernelFacts} from './kernel-facts.js';
import {type Pass, processTable} from './process-table.js';

export type ProcessesOptions = {
	readonly cadenceMs: number;
	/** Whether somebody looks at the list now. If not, processes are counted, by state less often. */
	isListWanted(): boolean;
};

/** At some 7 to 13 µs a process; beyond, a pass is sliced and the event loop gets a turn in between. */
const maxPass = 600;
const sliceLength = 300;
const passTimeoutMs = 10_000;

/** While nobody looks, the states are counted this often, and for at most a thousandth of the time. */
const restMs = 10_000;
const restPerPassMs = 1000;

/**
All processes from `/proc/[pid]/stat`. While nobody wants the list their number is counted every time, and their states at
rest: a rule, a recording or a scrape has the same figures whether somebody else looks or not.
*/
export function processesCollector(machine: Machine, options: ProcessesOptions): Collector<'processes'> & Disposable {
	const kernel = kernelFacts(machine);
	let isOnlyCounted = false;
	const table = processTable(machine, Math.max(options.cadenceMs, restMs));
	let counts: Omit<Processes, 'total' | 'list'> | undefined;
	let restUntilMs = Number.NEGATIVE_INFINITY;

	const remember = (processes: Processes, startedMs: number): Processes => {
		const {total: _total, list: _list, ...states} = processes;
		const endedMs = machine.monotonicMs();
		counts = states;
		restUntilMs = endedMs + Math.max(restMs, (endedMs - startedMs) * restPerPassMs);
		return processes;
	};

	const pass = (pids: readonly number[], signal: AbortSignal): Processes | Promise<Processes> => {
		const startedMs = machine.monotonicMs();
		const started = table.startPass(kernel.read());
		if (pids.length > maxPass) {
			return readInSlices(started, pids, signal).then(processes => remember(processes, startedMs));
		}

		started.read(pids);
		return remember(started.finish(), startedMs);
	};

	return {
		name: 'processes',
		cadenceMs: options.cadenceMs,
		timeoutMs: passTimeoutMs,
		// Who begins to look does not wait for the cadence.
		isDueNow: () => isOnlyCounted && options.isListWanted(),
		collect(signal) {
			const pids = listPids(`${machine.root}/proc`);
			isOnlyCounted = !options.isListWanted();
			if (!isOnlyCounted) {
				return pass(pids, signal);
			}

			if (counts && machine.monotonicMs() < restUntilMs) {
				return {total: pids.length, ...counts, list: undefined};
			}

			const processes = pass(pids, signal);
			return processes instanceof Promise ? processes.then(withoutList) : withoutList(processes);
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

function withoutList(processes: Processes): Processes {
	return {...processes, list: undefined};
}
