import {known} from '../../metrics/reading.js';
import type {Process, Snapshot} from '../../metrics/snapshot.js';
import {orNull, rounded} from '../nullable.js';
import {timestamp} from '../timestamp.js';

/** How many processes a message carries, by CPU and then by memory. */
const topProcesses = 50;

export function processesSection({readings}: Snapshot) {
	const processes = known(readings.processes);
	return processes
		? {
				total: processes.total,
				running: orNull(processes.running),
				sleeping: orNull(processes.sleeping),
				stopped: orNull(processes.stopped),
				zombie: orNull(processes.zombie),
				threads: orNull(processes.threads),
				top: processes.list ? [...processes.list].sort(byCost).slice(0, topProcesses).map(wireProcess) : null,
			}
		: null;
}

function byCost(a: Process, b: Process): number {
	return (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0) || b.residentSetBytes - a.residentSetBytes || a.pid - b.pid;
}

/** The name only: full command lines carry secrets. */
function wireProcess(process: Process) {
	return {
		pid: process.pid,
		ppid: process.parentPid,
		name: process.name,
		user: orNull(process.user),
		state: process.state,
		threads: orNull(process.threads),
		cpu_percent: rounded(process.cpuPercent),
		memory: process.residentSetBytes,
		cpu_time: rounded(process.cpuTimeSeconds),
		started: process.startedAtMs === undefined ? null : timestamp(process.startedAtMs),
	};
}
