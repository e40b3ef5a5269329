import type {Process, ProcessState} from '../../metrics/snapshot.js';

/** The values of a process that stay the same while it runs. */
type Identity = Pick<Process, 'pid' | 'parentPid' | 'startedAtMs' | 'name' | 'user' | 'isKernelThread' | 'groupPath'>;

type Row = {readonly identity: Identity; readonly state: ProcessState; readonly waitChannel: string | undefined};

/** A process list in little memory: its numbers are in one array, and rows of the same process share its identity. */
export type PackedList = {readonly rows: readonly Row[]; readonly numbers: Float64Array};

/** The numbers of a process, in the order in which they are packed. */
const names = [
	'threads',
	'nice',
	'priority',
	'residentSetBytes',
	'virtualBytes',
	'sharedBytes',
	'swapBytes',
	'cpuPercent',
	'cpuTimeSeconds',
	'childrenCpuPercent',
	'runDelayPercent',
	'minorFaultsPerSecond',
	'majorFaultsPerSecond',
	'readBytesPerSecond',
	'writeBytesPerSecond',
	'openFiles',
	'maxOpenFiles',
] as const satisfies readonly (keyof Process)[];

/** Packs processes. `before` is an earlier list, whose identities are used again. */
export function packed(processes: readonly Process[], before: PackedList | undefined): PackedList {
	const known = new Map(before?.rows.map(({identity}) => [identity.pid, identity]));
	const numbers = new Float64Array(processes.length * names.length);
	const rows = processes.map((process, index): Row => {
		names.forEach((name, offset) => {
			numbers[index * names.length + offset] = process[name] ?? Number.NaN;
		});

		return {
			identity: identityOf(process, known.get(process.pid)),
			state: process.state,
			waitChannel: process.waitChannel,
		};
	});
	return {rows, numbers};
}

function identityOf(process: Process, before: Identity | undefined): Identity {
	const {pid, parentPid, startedAtMs, name, user, isKernelThread, groupPath} = process;
	const isSame =
		before?.startedAtMs === startedAtMs &&
		before?.parentPid === parentPid &&
		before?.name === name &&
		before?.user === user &&
		before?.groupPath === groupPath;
	return before && isSame ? before : {pid, parentPid, startedAtMs, name, user, isKernelThread, groupPath};
}

/** Returns the processes of a packed list. */
export function unpacked({rows, numbers}: PackedList): readonly Process[] {
	return rows.map(({identity, state, waitChannel}, index) => {
		const at = (name: (typeof names)[number]): number | undefined => {
			const value = numbers[index * names.length + names.indexOf(name)];
			return Number.isNaN(value) ? undefined : value;
		};

		return {
			...identity,
			state,
			waitChannel,
			threads: at('threads'),
			nice: at('nice'),
			priority: at('priority'),
			residentSetBytes: at('residentSetBytes') ?? 0,
			virtualBytes: at('virtualBytes'),
			sharedBytes: at('sharedBytes'),
			swapBytes: at('swapBytes'),
			cpuPercent: at('cpuPercent'),
			cpuTimeSeconds: at('cpuTimeSeconds'),
			childrenCpuPercent: at('childrenCpuPercent'),
			runDelayPercent: at('runDelayPercent'),
			minorFaultsPerSecond: at('minorFaultsPerSecond'),
			majorFaultsPerSecond: at('majorFaultsPerSecond'),
			readBytesPerSecond: at('readBytesPerSecond'),
			writeBytesPerSecond: at('writeBytesPerSecond'),
			openFiles: at('openFiles'),
			maxOpenFiles: at('maxOpenFiles'),
		};
	});
}
