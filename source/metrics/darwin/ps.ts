import type {ProcessState} from '../snapshot.js';
import {parsePsTime} from './ps-time.js';

/** One row of `ps`. */
export type PsRow = {
	readonly pid: number;
	readonly parentPid: number;
	readonly nice: number;
	readonly residentSetBytes: number;
	readonly cpuTimeSeconds: number;
	readonly state: ProcessState;
	/** Epoch milliseconds, whole seconds. `undefined` for what is no time. */
	readonly startedAtMs: number | undefined;
	readonly user: string;
	/** The executable's name without its folder. */
	readonly name: string;
};

/** What `ps` is asked for; the name comes last because it may hold spaces. */
export const psArguments = ['-axo', 'pid,ppid,nice,rss,time,state,lstart,user,comm'];

const heading = /^\s*PID\s+PPID\s+NI\s+RSS\s+TIME\s+S(?:TAT)?\s+STARTED\s+USER\s+COMM(?:AND)?\s*$/;
/** The start reads `Sat Nov 22 20:19:00 2025`, in UTC because the command runs in it. */
const row =
	/^ *(?<pid>\d+) +(?<parentPid>\d+) +(?<nice>-?\d+) +(?<kibibytes>\d+) +(?<time>\S+) +(?<state>\S+) +(?<started>[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d+:\d+:\d+ \d{4}) +(?<user>\S+) +(?<path>\S.*)$/;
const kibibyte = 1024;

/**
Parses what `ps` prints when asked for `psArguments`. A row that cannot be read is left out (a process that ended while
`ps` looked at it has no start); no row at all is a failure.
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

/** macOS: `I` is asleep for longer than 20 seconds, `U` waits without being interruptible. Flags may follow: `Ss+`. */
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
