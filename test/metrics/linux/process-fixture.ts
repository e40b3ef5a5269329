import type {FixtureMachine} from '../../helpers/fixture-machine.js';

/** A process in the format of the kernel; omitted values are those of an idle process. */
export type FixtureProcess = {
	readonly pid: number;
	readonly name?: string;
	readonly state?: string;
	readonly parentPid?: number;
	readonly userTicks?: number;
	readonly systemTicks?: number;
	readonly childrenTicks?: number;
	readonly nice?: number;
	readonly threads?: number;
	readonly startTicks?: number;
	readonly residentPages?: number;
};

/** Two cores, booted at 1_600_000_000, pages of 4096 bytes (8000 KiB in 2000 pages). */
export const kernelFiles = {
	'proc/stat': 'cpu  8 0 8 80 0 0 0 0 0 0\ncpu0 4 0 4 40 0 0 0 0 0 0\ncpu1 4 0 4 40 0 0 0 0 0 0\nbtime 1600000000\n',
	'proc/self/status': 'Name:\tnode\nVmSize:\t8000 kB\n',
	'proc/self/statm': '2000 900 800 5 0 700 0\n',
	'proc/uptime': '500.00 900.00\n',
	'proc/sys/kernel/hostname': 'fixture\n',
	'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
} as const;

export function statLine({
	pid,
	name = 'quiet',
	state = 'S',
	parentPid = 1,
	userTicks = 0,
	systemTicks = 0,
	childrenTicks = 0,
	nice = 0,
	threads = 1,
	startTicks = 1000,
	residentPages = 100,
}: FixtureProcess): string {
	const upToTimes = `${state} ${parentPid} ${pid} ${pid} 0 -1 4194304 980 0 2 0`;
	return `${pid} (${name}) ${upToTimes} ${userTicks} ${systemTicks} ${childrenTicks} 0 20 ${nice} ${threads} 0 ${startTicks} 3133440 ${residentPages} 1 2\n`;
}

export function writeProcess(machine: FixtureMachine, process: FixtureProcess): void {
	machine.write(`proc/${process.pid}/stat`, statLine(process));
}
