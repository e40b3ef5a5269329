import type {Machine} from '../metrics/collector.js';
import {type ThreadReader, threadReader} from '../metrics/linux/process-threads.js';
import type {ProcessThreads} from '../metrics/model/process-details.js';
import type {Process} from '../metrics/snapshot.js';
import type {ProcessService} from '../ui/processes/service.js';

/**
Returns a function that reads the threads of one process at a time. It reads once per sample, and starts again with another
process.
*/
export function threadsOfOne(machine: Machine): NonNullable<ProcessService['threads']> {
	let latest: {process: Process; reader: ThreadReader; atMs: number; threads: ProcessThreads | undefined} | undefined;
	return (process, atMs) => {
		const isSame = latest?.process.pid === process.pid && latest.process.startedAtMs === process.startedAtMs;
		const reader = isSame && latest ? latest.reader : threadReader(machine, process.pid);
		if (!isSame || latest?.atMs !== atMs) {
			latest = {process, reader, atMs, threads: reader.read()};
		}

		return latest?.threads;
	};
}
