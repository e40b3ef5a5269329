import os from 'node:os';
import process from 'node:process';
import {version} from '../support/version.js';

/** Information about the process that the monitor runs in. */
export type ProcessReport = {
	readonly version: string;
	readonly nodeVersion: string;
	/** Platform and architecture: `linux x64`. */
	readonly platform: string;
	readonly pid: number;
	/** Milliseconds since the start of the process. */
	readonly processUptimeMs: number;
	/** Number of resources that keep the event loop alive, by type: timers, sockets, child processes. */
	readonly activeResources: Readonly<Record<string, number>>;
	readonly residentSetBytes: number;
	readonly heapUsedBytes: number;
	readonly heapTotalBytes: number;
	readonly externalBytes: number;
};

/** Returns what Node.js reports about this process. */
export function processReport(): ProcessReport {
	const {rss, heapUsed, heapTotal, external} = process.memoryUsage();
	return {
		version,
		nodeVersion: process.version,
		platform: `${process.platform} ${os.arch()}`,
		pid: process.pid,
		processUptimeMs: process.uptime() * 1000,
		activeResources: countsOf(process.getActiveResourcesInfo()),
		residentSetBytes: rss,
		heapUsedBytes: heapUsed,
		heapTotalBytes: heapTotal,
		externalBytes: external,
	};
}

function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const name of names) {
		counts[name] = (counts[name] ?? 0) + 1;
	}

	return counts;
}
