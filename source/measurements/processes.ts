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

/** How many processes a message carries, by CPU and then by memory. */
const topProcesses = 50;

const states = ['R', 'S', 'D', 'Z', 'T', 'I', 'X', '?'] as const satisfies readonly ProcessState[];

/** The name only: full command lines carry secrets. */
const process = record<Process>()(
	{
		pid: identifier('pid', 'process id'),
		parentPid: identifier('ppid', 'process id of the parent'),
		name: text('name', 'name, without arguments'),
		user: optional(text('user', 'owner')),
		state: choice('state', 'one letter, as in ps', states, '?'),
		threads: optional(count('threads', 'threads')),
		cpuPercent: optional(corePercent('cpu_percent', '100 is one core busy')),
		residentSetBytes: bytes('memory', 'resident set'),
		cpuTimeSeconds: optional(seconds('cpu_time', 'user and system time')),
		startedAtMs: optional(time('started', 'start')),
		nice: unsent(undefined),
	},
	{
		added: {
			command: {
				type: ['string', 'null'],
				description: 'with arguments, the first 256 characters; only where the server was told to',
			},
		},
	},
);

/** Counts agree with each other, and with the list, when all are of one moment. */
const latest = {figure: 'latest'} as const;

const inState = (state: string): NumberOptions => ({
	...latest,
	prometheus: {name: 'processes_state', help: 'processes by state', labels: {state}},
});

export const processes = section(
	'processes',
	record<Processes>()({
		total: count('total', 'processes', {...latest, prometheus: 'processes', inHistory: true}),
		running: optional(count('running', 'running or ready to', inState('running'))),
		sleeping: optional(count('sleeping', 'waiting', inState('sleeping'))),
		stopped: optional(count('stopped', 'stopped by a signal or a debugger', inState('stopped'))),
		zombie: optional(count('zombie', 'ended, not collected by their parent', inState('zombie'))),
		threads: optional(count('threads', 'threads of all processes', latest)),
		list: optional(
			field('top', list(process, {description: 'the costliest first; null while nobody asks for the list'})),
		),
		unreadable: unsent(undefined),
	}),
	({readings}) => {
		const value = known(readings.processes);
		return (
			value && {
				...value,
				// Not everybody who counts processes looks at them.
				get list() {
					return value.list && [...value.list].sort(byCost).slice(0, topProcesses);
				},
			}
		);
	},
);

function byCost(a: Process, b: Process): number {
	return (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0) || b.residentSetBytes - a.residentSetBytes || a.pid - b.pid;
}
