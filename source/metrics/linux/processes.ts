import {readdirSync} from 'node:fs';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Collector, Machine} from '../collector.js';
import type {Processes} from '../snapshot.js';
import {kernelFacts} from './kernel-facts.js';
import {type Pass, processTable} from './process-table.js';

/** The options of `processesCollector`. */
export type ProcessesOptions = {
	readonly cadenceMs: number;
	/** Returns whether the list is requested. Otherwise processes are only counted, by state less often. */
	isListRequested(): boolean;
};

/** Maximum number of processes per slice, at 7 to 13 µs each. The event loop runs between slices. */
const maxPass = 600;
const sliceLength = 300;
const passTimeoutMs = 10_000;

/**
Interval of counting states while the list is not requested. It is longer when counting would take more than a
thousandth of the time.
*/
const restMs = 10_000;
const restPerPassMs = 1000;

/**
Returns a collector of the processes. Source: `/proc/[pid]/stat`. While the list is not requested, their number is
counted each time and their states less often, so that rules, recordings and scrapes have the same values in both cases.
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
		// A new request for the list does not wait for the cadence.
		isDueNow: () => isOnlyCounted && options.isListRequested(),
		collect(signal) {
			const pids = listPids(`${machine.root}/proc`);
			isOnlyCounted = !options.isListRequested();
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
