import type {Collector, Machine} from '../collector.js';
import {type Command, command} from '../command.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Process} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {tallyStates} from '../values/state-tally.js';
import {unmeasuredProcess} from '../values/unmeasured-process.js';
import {type PsRow, parsePs, psArguments} from './ps.js';

/** The options of `processesCollector`. */
export type ProcessesOptions = {
	readonly cadenceMs: number;
	/** Returns whether the list is requested. Counting the processes costs as much as listing them. */
	isListRequested(): boolean;
};

const timeoutMs = 5000;

const systemPs = (): Command => command('/bin/ps', psArguments, {timeoutMs});

/**
Returns a collector of the processes of macOS, with one `ps` per measurement. Processor usage is computed from the TIME
column, because %CPU is an average over the past minute. The number of threads is not available.

It has been tested with the `ps` of Linux, whose TIME is in whole seconds, but not on macOS.
*/
export function processesCollector(
	machine: Machine,
	options: ProcessesOptions,
	ps: Command = systemPs(),
): Collector<'processes'> {
	let previous: ReadonlyMap<string, Process> = new Map();
	let previousMs: number | undefined;

	return {
		name: 'processes',
		cadenceMs: options.cadenceMs,
		timeoutMs: timeoutMs * 2,
		async collect(signal) {
			const rows = parsePs(await ps.run(signal));
			const nowMs = machine.monotonicMs();
			const seconds = elapsedSeconds(previousMs, nowMs, options.cadenceMs);
			const list = rows.map(row => {
				const before = previous.get(identity(row));
				return reuseUnchanged(before, processOf(row, before, seconds));
			});
			previous = new Map(list.map(process => [identity(process), process]));
			previousMs = nowMs;
			return {
				total: list.length,
				...tallyStates(list),
				threads: undefined,
				unreadable: 0,
				ended: undefined,
				list: options.isListRequested() ? list : undefined,
			};
		},
		[Symbol.dispose]: () => ps[Symbol.dispose](),
	};
}

/** Returns the identity of a process: a reused pid has another start time. */
function identity({pid, startedAtMs}: Pick<Process, 'pid' | 'startedAtMs'>): string {
	return `${pid} ${startedAtMs}`;
}

function processOf(row: PsRow, before: Process | undefined, seconds: number | undefined): Process {
	const spentSeconds = before?.cpuTimeSeconds === undefined ? undefined : row.cpuTimeSeconds - before.cpuTimeSeconds;
	const isContinued = spentSeconds !== undefined && spentSeconds >= 0 && seconds !== undefined;
	return {
		...unmeasuredProcess,
		...row,
		threads: undefined,
		cpuPercent: isContinued ? (100 * spentSeconds) / seconds : undefined,
	};
}
