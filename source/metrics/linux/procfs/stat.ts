/**
Time spent in each state since boot, in ticks (`USER_HZ`, 100 per second). Only ratios of differences mean anything.

Guest time is not listed: the kernel counts it inside `user`, and niced guests inside `nice`.
*/
export type CpuTimes = {
	readonly user: number;
	readonly nice: number;
	readonly system: number;
	readonly idle: number;
	readonly iowait: number;
	readonly irq: number;
	readonly softirq: number;
	/** Wanted by this machine while the hypervisor ran another. */
	readonly steal: number;
};

export type CpuTimesTable = {
	/** The `cpu` line: all processors together. */
	readonly total: CpuTimes;
	/** The `cpuN` lines by N, ascending. A processor that is offline has none. */
	readonly cores: ReadonlyMap<number, CpuTimes>;
};

const space = 0x20;
const newline = 0x0a;
const digitZero = 0x30;
const digitNine = 0x39;
const letters = {c: 0x63, p: 0x70, u: 0x75};

/**
Parses the `cpu` lines at the start of `/proc/stat` (proc_stat(5)); kernels before 2.6.33 have fewer columns, which count
as 0.

Works on bytes and stops after the last `cpu` line: the `intr` line behind them can be tens of kilobytes long.
*/
export function parseCpuTimes(bytes: Uint8Array): CpuTimesTable {
	let total: CpuTimes | undefined;
	const cores = new Map<number, CpuTimes>();
	let position = 0;
	while (isCpuLine(bytes, position)) {
		const name = position + 3;
		const {numbers, next} = parseNumbers(bytes, name);
		if (bytes[name] === space) {
			total = cpuTimes(numbers);
		} else {
			const [id = 0, ...times] = numbers;
			cores.set(id, cpuTimes(times));
		}

		position = next;
	}

	if (total === undefined) {
		throw new Error('/proc/stat: no "cpu" line at the start');
	}

	return {total, cores};
}

/** When the machine booted, in seconds since the epoch: the `btime` line of `/proc/stat`. */
export function parseBootTime(stat: string): number {
	const seconds = /^btime (\d+)$/m.exec(stat)?.[1];
	if (seconds === undefined) {
		throw new Error('/proc/stat: no "btime" line');
	}

	return Number(seconds);
}

function isCpuLine(bytes: Uint8Array, position: number): boolean {
	return bytes[position] === letters.c && bytes[position + 1] === letters.p && bytes[position + 2] === letters.u;
}

function parseNumbers(bytes: Uint8Array, start: number): {numbers: readonly number[]; next: number} {
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
			return {numbers, next: position + 1};
		}

		if (byte !== space) {
			throw new Error(`/proc/stat: "${String.fromCharCode(byte)}" in a cpu line, which holds only numbers`);
		}
	}

	throw new Error('/proc/stat: ends in the middle of a cpu line');
}

function cpuTimes(numbers: readonly number[]): CpuTimes {
	const [user, nice, system, idle, iowait = 0, irq = 0, softirq = 0, steal = 0] = numbers;
	if (user === undefined || nice === undefined || system === undefined || idle === undefined) {
		throw new Error(`/proc/stat: a cpu line with ${numbers.length} columns, at least 4 expected`);
	}

	return {user, nice, system, idle, iowait, irq, softirq, steal};
}
