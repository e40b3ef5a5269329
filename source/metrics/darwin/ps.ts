import type {ProcessState} from '../snapshot.js';
import {parsePsTime} from './ps-time.js';

/** A row of `ps`. */
export type PsRow = {
	readonly pid: number;
	readonly parentPid: number;
	readonly nice: number;
	readonly residentSetBytes: number;
	readonly cpuTimeSeconds: number;
	readonly state: ProcessState;
	/** Start time in epoch milliseconds, with a resolution of seconds. `undefined` when invalid. */
	readonly startedAtMs: number | undefined;
	readonly user: string;
	/** Name of the executable without its directory. */
	readonly name: string;
};

/** The arguments of `ps`. The name is the last column, because it may contain spaces. */
export const psArguments = ['-axo', 'pid,ppid,nice,rss,time,state,lstart,user,comm'];

const heading = /^\s*PID\s+PPID\s+NI\s+RSS\s+TIME\s+S(?:TAT)?\s+STARTED\s+USER\s+COMM(?:AND)?\s*$/;
/**
The pattern of a row. The start time has the format `Sat Nov 22 20:19:00 2025`, in UTC because the command runs with it.
*/
const row =
	/^ *(?<pid>\d+) +(?<parentPid>\d+) +(?<nice>-?\d+) +(?<kibibytes>\d+) +(?<time>\S+) +(?<state>\S+) +(?<started>[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d+:\d+:\d+ \d{4}) +(?<user>\S+) +(?<path>\S.*)$/;
const kibibyte = 1024;

/**
Parses the output of `ps` with `psArguments`. Invalid rows are skipped: a process that ends during the listing has no
start time. Throws when no row is valid.
*/
export function parsePs(text: string): readonly PsRow[] {
	const [first = '', ...lines] = text.split('\n');
	const rows = lines.flatMap(parseRow);
	if (!heading.test(first) || rows.length === 0) {
		throw new Error(`ps: expected its heading and a process, found "${first.slice(0, 80)}" and ${rows.length}`);
	}

	return rows;
}

function parseRow(line: string): readonly PsRow[] {
	const columns = row.exec(line);
	const cpuTimeSeconds = parsePsTime(columns?.groups?.time ?? '');
	if (!columns?.groups || cpuTimeSeconds === undefined) {
		return [];
	}

	const {pid, parentPid, nice, kibibytes, state = '', started = '', user = '', path = ''} = columns.groups;
	return [
		{
			pid: Number(pid),
			parentPid: Number(parentPid),
			nice: Number(nice),
			residentSetBytes: Number(kibibytes) * kibibyte,
			cpuTimeSeconds,
			state: stateOf(state),
			startedAtMs: startOf(started),
			user,
			name: path.slice(path.lastIndexOf('/') + 1),
		},
	];
}

function startOf(text: string): number | undefined {
	const ms = Date.parse(`${text} UTC`);
	return Number.isNaN(ms) ? undefined : ms;
}

/**
Returns the state. On macOS, `I` is sleeping for more than 20 seconds and `U` is an uninterruptible wait. Flags may
follow: `Ss+`.
*/
function stateOf(text: string): ProcessState {
	switch (text[0]) {
		case 'R':
		case 'T':
		case 'Z':
			return text[0];
		case 'S':
		case 'I':
			return 'S';
		case 'D':
		case 'U':
			return 'D';
		default:
			return '?';
	}
}
