import type {ProcessColumn} from '../../config/options/process-columns.js';
import type {Process} from '../../metrics/snapshot.js';
import {groupOf} from './group-of.js';

/** Unit of a number of a process: it decides how the number is drawn and what a filter accepts. */
export type NumberKind = 'count' | 'percent' | 'bytes' | 'rate' | 'events' | 'duration' | 'moment';

/** A value of a process that is shown in a column, sorted by and filtered. */
export type ProcessField = {
	/** Meaning, for the menus. */
	readonly meaning: string;
	/** Whether the smallest value comes first. Texts are always sorted from A to Z. */
	readonly isAscending?: boolean;
	/** Whether the values of several processes can be added. */
	readonly isSum?: boolean;
} & (
	| {readonly kind: 'text'; text(process: Process): string | undefined}
	| {
			readonly kind: NumberKind;
			/** Whether it is a part of the memory of the machine, so that a filter may compare the share of it. */
			readonly isShareable?: boolean;
			number(process: Process): number | undefined;
	  }
);

/** The values of a process by the name of their column. The command line is not part of a sample; `command` has the name. */
export const fields: Readonly<Record<ProcessColumn, ProcessField>> = {
	pid: {kind: 'count', meaning: 'process ID', isAscending: true, number: ({pid}) => pid},
	parent: {kind: 'count', meaning: 'process ID of the parent', isAscending: true, number: ({parentPid}) => parentPid},
	user: {kind: 'text', meaning: 'owner', text: ({user}) => user},
	state: {kind: 'text', meaning: 'R running, S sleeping, D blocked, …', text: ({state}) => state},
	priority: {kind: 'count', meaning: 'priority', isAscending: true, number: ({priority}) => priority},
	nice: {kind: 'count', meaning: 'nice value', isAscending: true, number: ({nice}) => nice},
	cpu: {kind: 'percent', meaning: 'current CPU usage', isSum: true, number: ({cpuPercent}) => cpuPercent},
	children_cpu: {
		kind: 'percent',
		meaning: 'CPU usage of terminated children',
		isSum: true,
		number: ({childrenCpuPercent}) => childrenCpuPercent,
	},
	run_delay: {
		kind: 'percent',
		meaning: 'share of time waiting for a CPU',
		number: ({runDelayPercent}) => runDelayPercent,
	},
	memory: {
		kind: 'bytes',
		meaning: 'resident memory',
		isSum: true,
		isShareable: true,
		number: ({residentSetBytes}) => residentSetBytes,
	},
	virtual: {kind: 'bytes', meaning: 'address space', number: ({virtualBytes}) => virtualBytes},
	shared: {
		kind: 'bytes',
		meaning: 'resident memory that is shared',
		isShareable: true,
		number: ({sharedBytes}) => sharedBytes,
	},
	swap: {kind: 'bytes', meaning: 'memory in swap', isSum: true, number: ({swapBytes}) => swapBytes},
	io_read: {
		kind: 'rate',
		meaning: 'reads from storage',
		isSum: true,
		number: ({readBytesPerSecond}) => readBytesPerSecond,
	},
	io_write: {
		kind: 'rate',
		meaning: 'writes to storage',
		isSum: true,
		number: ({writeBytesPerSecond}) => writeBytesPerSecond,
	},
	minor_faults: {
		kind: 'events',
		meaning: 'page faults without I/O',
		isSum: true,
		number: ({minorFaultsPerSecond}) => minorFaultsPerSecond,
	},
	major_faults: {
		kind: 'events',
		meaning: 'page faults with I/O',
		isSum: true,
		number: ({majorFaultsPerSecond}) => majorFaultsPerSecond,
	},
	threads: {kind: 'count', meaning: 'number of threads', isSum: true, number: ({threads}) => threads},
	open_files: {kind: 'count', meaning: 'number of open files', isSum: true, number: ({openFiles}) => openFiles},
	time: {
		kind: 'duration',
		meaning: 'CPU time since the start',
		isSum: true,
		number: ({cpuTimeSeconds}) => cpuTimeSeconds,
	},
	start: {kind: 'moment', meaning: 'time of the start', number: ({startedAtMs}) => startedAtMs},
	group: {
		kind: 'text',
		meaning: 'service, container or other group',
		text: process => groupOf(process)?.name,
	},
	wait_channel: {kind: 'text', meaning: 'kernel function it is blocked in', text: ({waitChannel}) => waitChannel},
	name: {kind: 'text', meaning: 'name', text: ({name}) => name},
	command: {kind: 'text', meaning: 'name and arguments', text: ({name}) => name},
};
