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
	/**
	Returns whether the list is requested at a lower rate: it is then measured about every five seconds. Ignored while the
	list is requested.
	*/
	isLightListRequested?(): boolean;
	/** Returns the pids of processes of which all values are read in each pass, at most 100. */
	shownPids?(): Iterable<number>;
};

/** Maximum number of processes per slice, at 7 to 13 µs each. The event loop runs between slices. */
const maxPass = 600;
const sliceLength = 300;
const passTimeoutMs = 10_000;

/** The minimum interval of passes while the list is not requested, and its minimum as a multiple of the time of a pass. */
type Rest = {readonly minMs: number; readonly perPassMs: number};

/** Rest between passes that count states. */
const countingRest: Rest = {minMs: 10_000, perPassMs: 1000};
/** Rest between passes for a light list. */
const lightRest: Rest = {minMs: 5000, perPassMs: 300};

/**
Returns a collector of the processes. Source: `/proc/[pid]/stat`. While the list is not requested, their number is
counted each time and their states less often, so that rules, recordings and scrapes have the same values in both cases.
While only a light list is requested, the list stays the same for several measurements.
*/
export function processesCollector(machine: Machine, options: ProcessesOptions): Collector<'processes'> & Disposable {
	const kernel = kernelFacts(machine);
	let isOnlyCounted = false;
	const table = processTable(machine, Math.max(options.cadenceMs, countingRest.minMs));
	let last: {readonly processes: Processes; readonly endedMs: number; readonly tookMs: number} | undefined;

	const isResting = ({minMs, perPassMs}: Rest): boolean =>
		last !== undefined && machine.monotonicMs() < last.endedMs + Math.max(minMs, last.tookMs * perPassMs);

	const remember = (processes: Processes, startedMs: number): Processes => {
		const endedMs = machine.monotonicMs();
		last = {processes, endedMs, tookMs: endedMs - startedMs};
		return processes;
	};

	const pass = (
		pids: readonly number[],
		shownPids: Iterable<number> | undefined,
		signal: AbortSignal,
	): Processes | Promise<Processes> => {
		const startedMs = machine.monotonicMs();
		const started = table.startPass(kernel.read());
		if (pids.length > maxPass) {
			return readInSlices(started, pids, shownPids, signal).then(processes => remember(processes, startedMs));
		}

		started.read(pids);
		started.readMore(shownPids);
		return remember(started.finish(), startedMs);
	};

	const passWithList = (signal: AbortSignal): Processes | Promise<Processes> =>
		pass(listPids(machine), options.shownPids?.() ?? [], signal);

	return {
		name: 'processes',
		cadenceMs: options.cadenceMs,
		timeoutMs: passTimeoutMs,
		// A new request for the list does not wait for the cadence.
		isDueNow: () => isOnlyCounted && options.isListRequested(),
		collect(signal) {
			isOnlyCounted = !options.isListRequested();
			if (!isOnlyCounted) {
				return passWithList(signal);
			}

			if (options.isLightListRequested?.()) {
				return last && isResting(lightRest) ? last.processes : passWithList(signal);
			}

			const pids = listPids(machine);
			if (last && isResting(countingRest)) {
				return {...last.processes, total: pids.length, ended: undefined, list: undefined};
			}

			const processes = pass(pids, undefined, signal);
			return processes instanceof Promise ? processes.then(withoutList) : withoutList(processes);
		},
		[Symbol.dispose]() {
			kernel[Symbol.dispose]();
			table[Symbol.dispose]();
		},
	};
}

async function readInSlices(
	pass: Pass,
	pids: readonly number[],
	shownPids: Iterable<number> | undefined,
	signal: AbortSignal,
): Promise<Processes> {
	for (let start = 0; start < pids.length; start += sliceLength) {
		pass.read(pids.slice(start, start + sliceLength));
		await nextTurn(undefined, {signal});
	}

	pass.readMore(shownPids);
	await nextTurn(undefined, {signal});
	return pass.finish();
}

function listPids({root}: Machine): readonly number[] {
	return readdirSync(`${root}/proc`)
		.map(Number)
		.filter(pid => pid > 0);
}

function withoutList(processes: Processes): Processes {
	return {...processes, list: undefined};
}
