import {readdirSync, readFileSync, readlinkSync, statSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {readCommandLine} from './command-lines.js';
import {parseMemberships} from './procfs/cgroup.js';
import {parsePidIo} from './procfs/pid-io.js';

/** More of one process, read when somebody looks at it. Each part is `undefined` where it is not told to this user. */
export type ProcessDetails = {
	readonly commandLine: string | undefined;
	readonly workingDirectory: string | undefined;
	/** The program file; ends in ` (deleted)` when it was replaced or removed. */
	readonly executable: string | undefined;
	readonly uid: number | undefined;
	readonly threads: number | undefined;
	readonly openFiles: number | undefined;
	/** What it made the storage read and write since its start. */
	readonly readBytes: number | undefined;
	readonly writtenBytes: number | undefined;
	/** The path in the unified hierarchy, or in that of the memory controller on version 1. */
	readonly cgroup: string | undefined;
};

/** Reads the files of `/proc/[pid]` that are too dear, or too private, to be read for every process. */
export function processDetails(machine: Machine, pid: number): ProcessDetails {
	const directory = `${machine.root}/proc/${pid}`;
	const io = ifTold(() => parsePidIo(readFileSync(`${directory}/io`, 'latin1')));
	return {
		commandLine: readCommandLine(machine, pid),
		workingDirectory: ifTold(() => readlinkSync(`${directory}/cwd`)),
		executable: ifTold(() => readlinkSync(`${directory}/exe`)),
		uid: ifTold(() => statSync(directory).uid),
		threads: ifTold(() => readdirSync(`${directory}/task`).length),
		openFiles: ifTold(() => readdirSync(`${directory}/fd`).length),
		readBytes: io?.readBytes,
		writtenBytes: io?.writtenBytes,
		cgroup: ifTold(() => mainGroup(readFileSync(`${directory}/cgroup`, 'utf8'))),
	};
}

function mainGroup(cgroup: string): string | undefined {
	const memberships = parseMemberships(cgroup);
	const memory = memberships.find(({controllers}) => controllers.includes('memory'));
	return (memory ?? memberships.find(({isUnified}) => isUnified))?.path;
}

/** A part that is closed to this user, gone with the process, or odd is missing; the others are still told. */
function ifTold<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
