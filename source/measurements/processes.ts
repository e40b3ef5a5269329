import {known} from '../metrics/reading.js';
import type {EndedProcess, Process, Processes, ProcessState} from '../metrics/snapshot.js';
import {unsent} from './codec.js';
import {
	byteRate,
	bytes,
	choice,
	corePercent,
	count,
	field,
	flag,
	identifier,
	leftOut,
	type NumberOptions,
	optional,
	percent,
	rate,
	seconds,
	text,
	time,
} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';

/**
The maximum number of processes in a message, sorted by CPU and then by memory usage, and how many of them may be there for
another reason: they wait in the kernel, or read or write most.
*/
const topProcesses = 50;
const topByOther = 10;

const states = ['R', 'S', 'D', 'Z', 'T', 'I', 'X', '?'] as const satisfies readonly ProcessState[];

/** Contains the name only: command lines may contain secrets. */
const process = record<Process>()(
	{
		pid: identifier('pid', 'process ID'),
		parentPid: identifier('ppid', 'process ID of the parent process'),
		name: text('name', 'process name, without arguments'),
		user: optional(text('user', 'user that owns the process')),
		state: choice('state', 'state of the process: one letter, as in ps', states, '?'),
		threads: optional(count('threads', 'number of threads')),
		cpuPercent: optional(corePercent('cpu_percent', 'CPU usage; 100 is one fully used core')),
		residentSetBytes: bytes('memory', 'resident set size'),
		cpuTimeSeconds: optional(seconds('cpu_time', 'total user and system CPU time')),
		startedAtMs: optional(time('started', 'start time')),
		nice: optional(count('nice', 'nice value')),
		priority: optional(count('priority', 'priority, as in top: negative for real-time processes')),
		isKernelThread: flag('is_kernel_thread', 'whether it is a thread of the kernel'),
		groupPath: optional(text('group_path', 'path of the control group')),
		virtualBytes: optional(bytes('virtual_memory', 'address space')),
		sharedBytes: leftOut(bytes('shared_memory', 'resident pages of files and shared memory; absent if unknown')),
		swapBytes: leftOut(bytes('swap', 'memory that is swapped out; absent if unknown')),
		childrenCpuPercent: optional(
			corePercent('children_cpu_percent', 'CPU usage of terminated children; 100 is one fully used core'),
		),
		runDelayPercent: leftOut(
			percent('run_delay_percent', 'share of the time that it waited for a processor; absent if unknown'),
		),
		minorFaultsPerSecond: optional(rate('minor_faults_rate', 'page faults without I/O')),
		majorFaultsPerSecond: optional(rate('major_faults_rate', 'page faults that read from a disk')),
		readBytesPerSecond: leftOut(
			byteRate('read_rate', 'rate of reads from storage; absent if unknown or not permitted'),
		),
		writeBytesPerSecond: leftOut(
			byteRate('write_rate', 'rate of writes to storage; absent if unknown or not permitted'),
		),
		openFiles: leftOut(count('open_files', 'number of open files; absent if not counted')),
		maxOpenFiles: leftOut(count('max_open_files', 'maximum number of open files; absent if not read')),
		waitChannel: leftOut(text('wait_channel', 'kernel function in which it waits; absent in other states than D')),
	},
	{
		added: {
			command: {
				type: ['string', 'null'],
				description: 'command line, the first 256 characters; present only if the server sends command lines',
			},
		},
	},
);

const endedProcess = record<EndedProcess>()({
	pid: identifier('pid', 'process ID'),
	parentPid: identifier('ppid', 'process ID of the parent process'),
	name: text('name', 'process name, without arguments'),
	user: optional(text('user', 'user that owned the process')),
	groupPath: optional(text('group_path', 'path of the control group')),
	cpuSeconds: seconds('cpu_time', 'total user and system CPU time when it was last seen'),
});

/** All counts come from the same moment, so that they agree with each other and with the list. */
const latest = {figure: 'latest'} as const;

const inState = (state: string): NumberOptions => ({
	...latest,
	prometheus: {name: 'processes_state', help: 'number of processes by state', labels: {state}},
});

export const processes = section(
	'processes',
	record<Processes>()({
		total: count('total', 'number of processes', {...latest, prometheus: 'processes', inHistory: true}),
		running: optional(count('running', 'number of processes that are running or runnable', inState('running'))),
		sleeping: optional(count('sleeping', 'number of sleeping processes', inState('sleeping'))),
		blocked: optional(count('blocked', 'number of processes in uninterruptible sleep; they are sleeping too', latest)),
		stopped: optional(count('stopped', 'number of processes stopped by a signal or a debugger', inState('stopped'))),
		zombie: optional(
			count('zombie', 'number of terminated processes that their parent has not reaped', inState('zombie')),
		),
		threads: optional(count('threads', 'number of threads of all processes', latest)),
		list: optional(
			field(
				'top',
				list(process, {
					description:
						'at most 50 processes, those with the highest CPU and memory usage first; null while no client requests the list',
				}),
			),
		),
		ended: optional(
			field(
				'ended',
				list(endedProcess, {
					description: 'processes that terminated since the previous list, those with the most CPU time first',
				}),
			),
		),
		unreadable: unsent(undefined),
	}),
	({readings}) => {
		const value = known(readings.processes);
		return (
			value && {
				...value,
				// Sorted on access: many readers use only the counts.
				get list() {
					return value.list && top(value.list);
				},
			}
		);
	},
);

function top(list: readonly Process[]): readonly Process[] {
	const sorted = [...list].sort(byUsage);
	const others = new Set(
		sorted
			.slice(topProcesses - topByOther)
			.filter(process => otherUsage(process) > 0)
			.sort((a, b) => otherUsage(b) - otherUsage(a))
			.slice(0, topByOther),
	);
	const usual = sorted.filter(process => !others.has(process)).slice(0, topProcesses - others.size);
	return [...usual, ...others].sort(byUsage);
}

/** Returns how much a process uses the disks. One that waits in the kernel comes first. */
function otherUsage({state, readBytesPerSecond = 0, writeBytesPerSecond = 0}: Process): number {
	return state === 'D' ? Number.MAX_VALUE : readBytesPerSecond + writeBytesPerSecond;
}

function byUsage(a: Process, b: Process): number {
	return (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0) || b.residentSetBytes - a.residentSetBytes || a.pid - b.pid;
}
