import {readdirSync, readFileSync} from 'node:fs';

/** One process, from `/proc/[pid]/stat`. */
export type SessionMember = {
	readonly pid: number;
	readonly parentPid: number;
	/** User and system time, with that of the children it waited for, in ticks of 10 ms. */
	readonly cpuTicks: number;
	readonly residentSetBytes: number;
};

const pageBytes = 4096;

/**
The processes of a session that still run: a program in a pseudo-terminal of its own and everything it started, unless that
made a session of its own. Zombies have ended and do not count.
*/
export function sessionMembers(sessionId: number): readonly SessionMember[] {
	return readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.flatMap(name => {
			const stat = readStat(Number(name));
			return stat?.session === sessionId && stat.state !== 'Z' ? [stat.member] : [];
		});
}

/** Returns a process, also one that has ended and was not collected yet; `undefined` if there is none. */
export function memberOf(pid: number): SessionMember | undefined {
	return readStat(pid)?.member;
}

export function isRunning(pid: number): boolean {
	const stat = readStat(pid);
	return stat !== undefined && stat.state !== 'Z';
}

type Stat = {readonly state: string | undefined; readonly session: number; readonly member: SessionMember};

function readStat(pid: number): Stat | undefined {
	let line: string;
	try {
		line = readFileSync(`/proc/${pid}/stat`, 'utf8');
	} catch {
		return undefined;
	}

	// The name in brackets may hold anything; field 3 follows the last one.
	const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
	const field = (number: number): number => Number(fields[number - 3]);
	return {
		state: fields[0],
		session: field(6),
		member: {
			pid,
			parentPid: field(4),
			cpuTicks: field(14) + field(15) + field(16) + field(17),
			residentSetBytes: field(24) * pageBytes,
		},
	};
}
