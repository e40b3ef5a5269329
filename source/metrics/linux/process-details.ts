import {readdirSync, readFileSync, readlinkSync, statSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {readCommandLine} from './command-lines.js';
import {parseMemberships} from './procfs/cgroup.js';
import {parsePidIo} from './procfs/pid-io.js';

/** Details of a process, which are read on demand. Each is `undefined` when it is not readable for this user. */
export type ProcessDetails = {
	readonly commandLine: string | undefined;
	readonly workingDirectory: string | undefined;
	/** Path of the executable; ends with ` (deleted)` when it was replaced or removed. */
	readonly executable: string | undefined;
	readonly uid: number | undefined;
	readonly threads: number | undefined;
	readonly openFiles: number | undefined;
	/** Bytes read from and written to storage since its start. */
	readonly readBytes: number | undefined;
	readonly writtenBytes: number | undefined;
	/** Path in the unified hierarchy, or in that of the memory controller in version 1. */
	readonly cgroup: string | undefined;
};

/** Reads files of `/proc/[pid]` that are too expensive, or too restricted, to be read for all processes. */
export function processDetails(machine: Machine, pid: number): ProcessDetails {
	const directory = `${machine.root}/proc/${pid}`;
	const io = ifReadable(() => parsePidIo(readFileSync(`${directory}/io`, 'latin1')));
	return {
		commandLine: readCommandLine(machine, pid),
		workingDirectory: ifReadable(() => readlinkSync(`${directory}/cwd`)),
		executable: ifReadable(() => readlinkSync(`${directory}/exe`)),
		uid: ifReadable(() => statSync(directory).uid),
		threads: ifReadable(() => readdirSync(`${directory}/task`).length),
		openFiles: ifReadable(() => readdirSync(`${directory}/fd`).length),
		readBytes: io?.readBytes,
		writtenBytes: io?.writtenBytes,
		cgroup: ifReadable(() => mainGroup(readFileSync(`${directory}/cgroup`, 'utf8'))),
	};
}

function mainGroup(cgroup: string): string | undefined {
	const memberships = parseMemberships(cgroup);
	const memory = memberships.find(({controllers}) => controllers.includes('memory'));
	return (memory ?? memberships.find(({isUnified}) => isUnified))?.path;
}

/** Returns the result of `read`, or `undefined` when it fails, so that the other details are still reported. */
function ifReadable<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
