import type {ProcessColumn} from '../../config/options/process-columns.js';
import type {Process} from '../../metrics/snapshot.js';

/** Unit of a value of a process: it decides how the value is drawn and what a filter accepts. */
export type FieldKind = 'text' | 'count' | 'percent' | 'bytes' | 'rate' | 'duration' | 'moment';

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
	| {readonly kind: Exclude<FieldKind, 'text'>; number(process: Process): number | undefined}
);

/** The values of a process by the name of their column. The command line is not part of a sample; `command` has the name. */
export const fields: Readonly<Record<ProcessColumn, ProcessField>> = {
	pid: {kind: 'count', meaning: 'process ID', isAscending: true, number: ({pid}) => pid},
	parent: {kind: 'count', meaning: 'process ID of the parent', isAscending: true, number: ({parentPid}) => parentPid},
	user: {kind: 'text', meaning: 'owner', text: ({user}) => user},
	state: {kind: 'text', meaning: 'state: R running, S sleeping, D blocked, …', text: ({state}) => state},
	nice: {kind: 'count', meaning: 'nice value', isAscending: true, number: ({nice}) => nice},
	cpu: {kind: 'percent', meaning: 'current CPU usage', isSum: true, number: ({cpuPercent}) => cpuPercent},
	memory: {kind: 'bytes', meaning: 'resident memory', isSum: true, number: ({residentSetBytes}) => residentSetBytes},
	threads: {kind: 'count', meaning: 'number of threads', isSum: true, number: ({threads}) => threads},
	time: {
		kind: 'duration',
		meaning: 'CPU time since the start',
		isSum: true,
		number: ({cpuTimeSeconds}) => cpuTimeSeconds,
	},
	start: {kind: 'moment', meaning: 'time of the start', number: ({startedAtMs}) => startedAtMs},
	name: {kind: 'text', meaning: 'name', text: ({name}) => name},
	command: {kind: 'text', meaning: 'name and arguments', text: ({name}) => name},
};
