import {known} from '../metrics/reading.js';
import type {Process, Processes, ProcessState} from '../metrics/snapshot.js';
import {unsent} from './codec.js';
import {
	bytes,
	choice,
	corePercent,
	count,
	field,
	identifier,
	type NumberOptions,
	optional,
	seconds,
	text,
	time,
} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';

/** The maximum number of processes in a message, sorted by CPU and then by memory usage. */
const topProcesses = 50;

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
		nice: unsent(undefined),
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
		stopped: optional(count('stopped', 'number of processes stopped by a signal or a debugger', inState('stopped'))),
		zombie: optional(
			count('zombie', 'number of terminated processes that their parent has not reaped', inState('zombie')),
		),
		threads: optional(count('threads', 'number of threads of all processes', latest)),
		list: optional(
			field(
				'top',
				list(process, {
					description: 'processes with the highest CPU and memory usage first; null while no client requests the list',
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
					return value.list && [...value.list].sort(byUsage).slice(0, topProcesses);
				},
			}
		);
	},
);

function byUsage(a: Process, b: Process): number {
	return (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0) || b.residentSetBytes - a.residentSetBytes || a.pid - b.pid;
}
