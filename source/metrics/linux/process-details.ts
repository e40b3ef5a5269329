import {readdirSync, readFileSync, readlinkSync, statSync} from 'node:fs';
import type {Machine} from '../collector.js';
import type {ProcessDetails, ProcessLimit, ProcessMemory} from '../model/process-details.js';
import {naturalNumber} from '../values/whole-number.js';
import {readCommandLine} from './command-lines.js';
import {countOpenFiles} from './open-files.js';
import {parseGroupPath} from './procfs/group-path.js';
import {parsePidIo} from './procfs/pid-io.js';
import {maxOpenFilesOf, parsePidLimits} from './procfs/pid-limits.js';
import {parseSmapsRollup} from './procfs/smaps-rollup.js';
import {parseWaitChannel} from './procfs/wait-channel.js';

/** Reads files of `/proc/[pid]` that are too expensive, or too restricted, to be read for all processes. */
export function processDetails(machine: Machine, pid: number): ProcessDetails {
	const directory = `${machine.root}/proc/${pid}`;
	const textOf = (file: string): string | undefined => ifReadable(() => readFileSync(`${directory}/${file}`, 'utf8'));
	const linkOf = (name: string): string | undefined => ifReadable(() => readlinkSync(`${directory}/${name}`));
	const countOf = (name: string): number | undefined => ifReadable(() => readdirSync(`${directory}/${name}`).length);
	const io = ifReadable(() => parsePidIo(readFileSync(`${directory}/io`, 'latin1')));
	const status = textOf('status') ?? '';
	return {
		commandLine: readCommandLine(machine, pid),
		workingDirectory: linkOf('cwd'),
		executable: linkOf('exe'),
		rootDirectory: linkOf('root'),
		uid: ifReadable(() => statSync(directory).uid),
		threads: countOf('task'),
		openFiles: ifReadable(() => countOpenFiles(directory)),
		maxOpenFiles: maxOpenFilesOf(textOf('limits') ?? ''),
		readBytes: io?.readBytes,
		writtenBytes: io?.writtenBytes,
		cgroup: ifReadable(() => parseGroupPath(readFileSync(`${directory}/cgroup`, 'utf8'))),
		waitChannel: parseWaitChannel(textOf('wchan') ?? ''),
		voluntarySwitches: naturalNumber(/^voluntary_ctxt_switches:\s*(\d+)$/m.exec(status)?.[1]),
		involuntarySwitches: naturalNumber(/^nonvoluntary_ctxt_switches:\s*(\d+)$/m.exec(status)?.[1]),
		oomScore: naturalNumber(textOf('oom_score')),
	};
}

/**
Reads the memory of a process. Returns `undefined` for kernel threads and zombies, without permission and before Linux 4.14.
*/
export function processMemory(machine: Machine, pid: number): ProcessMemory | undefined {
	return ifReadable(() => parseSmapsRollup(readFileSync(`${machine.root}/proc/${pid}/smaps_rollup`, 'latin1')));
}

/** Reads the resource limits of a process. Returns `undefined` without permission. */
export function processLimits(machine: Machine, pid: number): readonly ProcessLimit[] | undefined {
	return ifReadable(() => parsePidLimits(readFileSync(`${machine.root}/proc/${pid}/limits`, 'latin1')));
}

/** Returns the result of `read`, or `undefined` when it fails, so that the other details are still reported. */
function ifReadable<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
