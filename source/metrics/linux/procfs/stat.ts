import type {Buffer} from 'node:buffer';
import {naturalNumber} from '../../values/whole-number.js';

/**
Time in each mode since boot, in ticks (`USER_HZ`, 100 per second).

Guest time is not listed: the kernel includes it in `user`, and that of niced guests in `nice`.
*/
export type CpuTimes = {
	readonly user: number;
	readonly nice: number;
	readonly system: number;
	readonly idle: number;
	readonly iowait: number;
	readonly irq: number;
	readonly softirq: number;
	/** Time in which the hypervisor ran another guest. */
	readonly steal: number;
};

/** The `cpu` lines. An invalid line is `undefined`. */
export type CpuTimesTable = {
	/** The `cpu` line: sum over all processors. */
	readonly total: CpuTimes | undefined;
	/** The `cpuN` lines by N, ascending. Offline processors have none. */
	readonly cores: ReadonlyMap<number, CpuTimes | undefined>;
};

const space = 0x20;
const newline = 0x0a;
const digitZero = 0x30;
const digitNine = 0x39;
const letters = {c: 0x63, p: 0x70, u: 0x75};

/** Kernels are built for at most 8192 processors. */
const maxCoreId = 65_535;

/**
Parses the `cpu` lines at the start of `/proc/stat` (proc_stat(5)). Kernels before 2.6.33 have fewer columns; the
missing ones are 0.

It works on bytes and stops after the last `cpu` line, because the `intr` line can have tens of kilobytes.
*/
export function parseCpuTimes(bytes: Uint8Array): CpuTimesTable {
	if (!isCpuLine(bytes, 0)) {
		throw new Error('/proc/stat: no "cpu" line at the start');
	}

	let total: CpuTimes | undefined;
	const cores = new Map<number, CpuTimes | undefined>();
	let position = 0;
	while (isCpuLine(bytes, position)) {
		const name = position + 3;
		const {numbers, isWhole, next} = parseNumbers(bytes, name);
		if (bytes[name] === space) {
			total = isWhole ? cpuTimes(numbers) : undefined;
		} else {
			const [id, ...times] = numbers;
			if (id !== undefined && id <= maxCoreId) {
				cores.set(id, isWhole ? cpuTimes(times) : undefined);
			}
		}

		position = next;
	}

	return {total, cores};
}

/** The lines after the interrupts. */
export type StatCounter = 'btime' | 'ctxt' | 'processes' | 'procs_running' | 'procs_blocked';

/** Returns the value of a line after the interrupts. `undefined` when it is missing or invalid. */
export function parseStatCounter(bytes: Buffer, name: StatCounter): number | undefined {
	return parseStatCounters(bytes)(name);
}

/** Returns the function that looks up the lines after the interrupts. */
export function parseStatCounters(bytes: Buffer): (name: StatCounter) => number | undefined {
	// Searched from the end, because the interrupt line is longer than all lines after it.
	const start = Math.max(0, bytes.lastIndexOf('\nctxt ', undefined, 'latin1'));
	const text = bytes.toString('latin1', start);
	return name => {
		const key = `\n${name} `;
		const at = text.lastIndexOf(key);
		const end = text.indexOf('\n', at + key.length);
		return at === -1 ? undefined : naturalNumber(text.slice(at + key.length, end === -1 ? undefined : end));
	};
}

/** A number has at most 20 digits. */
const maxDigits = 20;

/**
Returns the number of interrupts: the first column of the `intr` line. The others, one for each interrupt, are not parsed.
*/
export function parseInterrupts(bytes: Buffer): number | undefined {
	const key = '\nintr ';
	const start = bytes.indexOf(key, undefined, 'latin1');
	const [total] = bytes.toString('latin1', start + key.length, start + key.length + maxDigits + 1).split(/[ \n]/, 1);
	return start === -1 ? undefined : naturalNumber(total);
}

function isCpuLine(bytes: Uint8Array, position: number): boolean {
	return bytes[position] === letters.c && bytes[position + 1] === letters.p && bytes[position + 2] === letters.u;
}

/** Parses the numbers up to the end of the line, or to the first invalid character in an incomplete line. */
function parseNumbers(
	bytes: Uint8Array,
	start: number,
): {readonly numbers: readonly number[]; readonly isWhole: boolean; readonly next: number} {
	const numbers: number[] = [];
	let number: number | undefined;
	for (let position = start; position < bytes.length; position++) {
		const byte = bytes[position] ?? newline;
		if (byte >= digitZero && byte <= digitNine) {
			number = (number ?? 0) * 10 + byte - digitZero;
			continue;
		}

		if (number !== undefined) {
			numbers.push(number);
			number = undefined;
		}

		if (byte === newline) {
			return {numbers, isWhole: true, next: position + 1};
		}

		if (byte !== space) {
			const end = bytes.indexOf(newline, position);
			return {numbers, isWhole: false, next: end === -1 ? bytes.length : end + 1};
		}
	}

	// The file ends within the line.
	return {numbers, isWhole: false, next: bytes.length};
}

function cpuTimes(numbers: readonly number[]): CpuTimes | undefined {
	const [user, nice, system, idle, iowait = 0, irq = 0, softirq = 0, steal = 0] = numbers;
	return user === undefined || nice === undefined || system === undefined || idle === undefined
		? undefined
		: {user, nice, system, idle, iowait, irq, softirq, steal};
}
