import os from 'node:os';
import process from 'node:process';
import {version} from '../support/version.js';

/** The process that the monitor runs in. */
export type ProcessReport = {
	readonly version: string;
	readonly nodeVersion: string;
	/** `linux x64`. */
	readonly platform: string;
	readonly pid: number;
	/** Since the process began. */
	readonly processUptimeMs: number;
	/** What keeps the event loop going, by its kind: timers, sockets, children. */
	readonly activeResources: Readonly<Record<string, number>>;
	readonly residentSetBytes: number;
	readonly heapUsedBytes: number;
	readonly heapTotalBytes: number;
	readonly externalBytes: number;
};

/** What Node.js tells of this process. */
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
