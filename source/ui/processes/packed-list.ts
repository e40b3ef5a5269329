import type {Process, ProcessState} from '../../metrics/snapshot.js';

/** The values of a process that stay the same while it runs. */
type Identity = Pick<Process, 'pid' | 'parentPid' | 'startedAtMs' | 'name' | 'user' | 'isKernelThread' | 'groupPath'>;

type Row = {readonly identity: Identity; readonly state: ProcessState; readonly waitChannel: string | undefined};

/** A process list in little memory: its numbers are in one array, and rows of the same process share its identity. */
export type PackedList = {readonly rows: readonly Row[]; readonly numbers: Float64Array};

/** Returns the numbers of a process; `unpacked` reads them in the same order. */
function numbersOf(process: Process): readonly (number | undefined)[] {
	return [
		process.threads,
		process.nice,
		process.priority,
		process.residentSetBytes,
		process.virtualBytes,
		process.sharedBytes,
		process.swapBytes,
		process.cpuPercent,
		process.cpuTimeSeconds,
		process.childrenCpuPercent,
		process.runDelayPercent,
		process.minorFaultsPerSecond,
		process.majorFaultsPerSecond,
		process.readBytesPerSecond,
		process.writeBytesPerSecond,
		process.openFiles,
		process.maxOpenFiles,
	];
}

const width = 17;

/** Packs processes. `before` is an earlier list, whose identities are used again. */
export function packed(processes: readonly Process[], before: PackedList | undefined): PackedList {
	const known = new Map(before?.rows.map(({identity}) => [identity.pid, identity]));
	const numbers = new Float64Array(processes.length * width);
	const rows = processes.map((process, index): Row => {
		for (const [offset, value] of numbersOf(process).entries()) {
			numbers[index * width + offset] = value ?? Number.NaN;
		}

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
		const at = (offset: number): number | undefined => {
			const value = numbers[index * width + offset];
			return Number.isNaN(value) ? undefined : value;
		};

		return {
			...identity,
			state,
			waitChannel,
			threads: at(0),
			nice: at(1),
			priority: at(2),
			residentSetBytes: at(3) ?? 0,
			virtualBytes: at(4),
			sharedBytes: at(5),
			swapBytes: at(6),
			cpuPercent: at(7),
			cpuTimeSeconds: at(8),
			childrenCpuPercent: at(9),
			runDelayPercent: at(10),
			minorFaultsPerSecond: at(11),
			majorFaultsPerSecond: at(12),
			readBytesPerSecond: at(13),
			writeBytesPerSecond: at(14),
			openFiles: at(15),
			maxOpenFiles: at(16),
		};
	});
}
