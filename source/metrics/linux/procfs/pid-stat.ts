import type {Buffer} from 'node:buffer';
import type {ProcessState} from '../../snapshot.js';

/** What is used of `/proc/[pid]/stat` (proc_pid_stat(5)). A tick is 1/100 s. */
export type PidStat = {
	readonly pid: number;
	/** comm. May hold any byte, brackets and line breaks too; what is not UTF-8 becomes U+FFFD. */
	readonly name: string;
	readonly state: ProcessState;
	readonly parentPid: number;
	/** User and system time since the start, without that of children. */
	readonly cpuTicks: number;
	readonly nice: number;
	readonly threads: number;
	/** When it started, after boot. */
	readonly startTicks: number;
	/** 0 for kernel threads and zombies. */
	readonly virtualBytes: number;
	/** Inexact: what each processor has not yet settled is missing. */
	readonly residentPages: number;
};

const space = 0x20;
const minus = 0x2d;
const digitZero = 0x30;
const digitNine = 0x39;
const openingBracket = 0x28;
const closingBracket = 0x29;

/**
Parses `/proc/[pid]/stat`. Runs once per process and pass, so it works on the bytes and steps over the fields that nobody
asks for.
*/
export function parsePidStat(bytes: Buffer): PidStat {
	const nameStart = bytes.indexOf(openingBracket) + 1;
	// The fields behind comm are numbers, so the last bracket is the one that closes it.
	const nameEnd = bytes.lastIndexOf(closingBracket);
	if (nameStart === 0 || nameEnd < nameStart) {
		throw new Error(`/proc/[pid]/stat: no name in brackets in "${bytes.toString('latin1', 0, 80)}"`);
	}

	const state = nameEnd + 2;
	const parentPid = skipFields(bytes, state, 1);
	const userTicks = skipFields(bytes, parentPid, 10);
	const systemTicks = skipFields(bytes, userTicks, 1);
	const nice = skipFields(bytes, systemTicks, 4);
	const threads = skipFields(bytes, nice, 1);
	const startTicks = skipFields(bytes, threads, 2);
	const virtualBytes = skipFields(bytes, startTicks, 1);
	const residentPages = skipFields(bytes, virtualBytes, 1);
	return {
		pid: parseInteger(bytes, 0),
		name: bytes.toString('utf8', nameStart, nameEnd),
		state: processState(bytes[state]),
		parentPid: parseInteger(bytes, parentPid),
		cpuTicks: parseInteger(bytes, userTicks) + parseInteger(bytes, systemTicks),
		nice: parseInteger(bytes, nice),
		threads: parseInteger(bytes, threads),
		startTicks: parseInteger(bytes, startTicks),
		virtualBytes: parseInteger(bytes, virtualBytes),
		residentPages: parseInteger(bytes, residentPages),
	};
}

/** Where the field `count` fields further on begins. */
function skipFields(bytes: Buffer, start: number, count: number): number {
	let left = count;
	for (let position = start; position < bytes.length; position++) {
		if (bytes[position] === space) {
			left -= 1;
			if (left === 0) {
				return position + 1;
			}
		}
	}

	throw new Error('/proc/[pid]/stat: ends before field 24, the resident set');
}

function parseInteger(bytes: Buffer, start: number): number {
	const isNegative = bytes[start] === minus;
	const first = isNegative ? start + 1 : start;
	let value = 0;
	let position = first;
	for (; position < bytes.length; position++) {
		const byte = bytes[position] ?? space;
		if (byte < digitZero || byte > digitNine) {
			break;
		}

		value = value * 10 + byte - digitZero;
	}

	if (position === first) {
		throw new Error(`/proc/[pid]/stat: no number at byte ${start}`);
	}

	return isNegative ? -value : value;
}

/** Old kernels have more letters, and `t` is a stop by the debugger. */
function processState(byte: number | undefined): ProcessState {
	const letter = byte === undefined ? '?' : String.fromCharCode(byte);
	switch (letter) {
		case 'R':
		case 'S':
		case 'D':
		case 'Z':
		case 'T':
		case 'I':
		case 'X':
			return letter;
		case 't':
			return 'T';
		case 'x':
			return 'X';
		default:
			return '?';
	}
}
