import type {Buffer} from 'node:buffer';
import type {ProcessState} from '../../snapshot.js';

/** The used fields of `/proc/[pid]/stat` (proc_pid_stat(5)). A tick is 1/100 s. */
export type PidStat = {
	readonly pid: number;
	/** Name (`comm`). May contain any byte, including brackets and line breaks; invalid UTF-8 becomes U+FFFD. */
	readonly name: string;
	readonly state: ProcessState;
	readonly parentPid: number;
	/** Whether it is a thread of the kernel. */
	readonly isKernelThread: boolean;
	readonly minorFaults: number;
	readonly majorFaults: number;
	/** User and system time since the start, without children. */
	readonly cpuTicks: number;
	/** User and system time of terminated children that it has waited for. */
	readonly childrenTicks: number;
	readonly priority: number;
	readonly nice: number;
	readonly threads: number;
	/** Start time after boot. */
	readonly startTicks: number;
	/** Virtual memory; 0 for kernel threads and zombies. */
	readonly virtualBytes: number;
	/** Resident pages. Inexact: per-processor counters that are not yet merged are missing. */
	readonly residentPages: number;
};

const space = 0x20;
const minus = 0x2d;
const digitZero = 0x30;
const digitNine = 0x39;
const openingBracket = 0x28;
const closingBracket = 0x29;
/** `PF_KTHREAD` of include/linux/sched.h. */
const kernelThreadFlag = 0x00_20_00_00;

/** Parses `/proc/[pid]/stat`. It runs once per process and pass, so it works on bytes and skips unused fields. */
export function parsePidStat(bytes: Buffer): PidStat {
	const nameStart = bytes.indexOf(openingBracket) + 1;
	// The fields after comm are numbers, so the last bracket closes it.
	const nameEnd = bytes.lastIndexOf(closingBracket);
	if (nameStart === 0 || nameEnd < nameStart) {
		throw new Error(`/proc/[pid]/stat: no name in brackets in "${bytes.toString('latin1', 0, 80)}"`);
	}

	const state = nameEnd + 2;
	const parentPid = skipFields(bytes, state, 1);
	const flags = skipFields(bytes, parentPid, 5);
	const minorFaults = skipFields(bytes, flags, 1);
	const majorFaults = skipFields(bytes, minorFaults, 2);
	const userTicks = skipFields(bytes, majorFaults, 2);
	const systemTicks = skipFields(bytes, userTicks, 1);
	const childrenUserTicks = skipFields(bytes, systemTicks, 1);
	const childrenSystemTicks = skipFields(bytes, childrenUserTicks, 1);
	const priority = skipFields(bytes, childrenSystemTicks, 1);
	const nice = skipFields(bytes, priority, 1);
	const threads = skipFields(bytes, nice, 1);
	const startTicks = skipFields(bytes, threads, 2);
	const virtualBytes = skipFields(bytes, startTicks, 1);
	const residentPages = skipFields(bytes, virtualBytes, 1);
	return {
		pid: parseInteger(bytes, 0),
		name: bytes.toString('utf8', nameStart, nameEnd),
		state: processState(bytes[state]),
		parentPid: parseInteger(bytes, parentPid),
		// The flags have 32 bits.
		isKernelThread: (parseInteger(bytes, flags) & kernelThreadFlag) !== 0,
		minorFaults: parseInteger(bytes, minorFaults),
		majorFaults: parseInteger(bytes, majorFaults),
		cpuTicks: parseInteger(bytes, userTicks) + parseInteger(bytes, systemTicks),
		childrenTicks: parseInteger(bytes, childrenUserTicks) + parseInteger(bytes, childrenSystemTicks),
		priority: parseInteger(bytes, priority),
		nice: parseInteger(bytes, nice),
		threads: parseInteger(bytes, threads),
		startTicks: parseInteger(bytes, startTicks),
		virtualBytes: parseInteger(bytes, virtualBytes),
		residentPages: parseInteger(bytes, residentPages),
	};
}

/** Returns the start of the field `count` fields later. */
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

/** Returns the state. Old kernels have more letters; `t` is stopped by a debugger. */
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
