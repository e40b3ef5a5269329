import {readFile} from 'node:fs/promises';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Machine} from '../metrics/collector.js';
import {processDetails, processLimits} from '../metrics/linux/process-details.js';
import {processEnvironment} from '../metrics/linux/process-environment.js';
import {processFiles} from '../metrics/linux/process-files.js';
import {threadReader} from '../metrics/linux/process-threads.js';
import {parseSmapsRollup} from '../metrics/linux/procfs/smaps-rollup.js';
import type {ProcessMemory} from '../metrics/model/process-details.js';
import type {Inspector} from '../ui/processes/inspection.js';

/** Minimum time between two readings of the parts that cost the kernel milliseconds, in milliseconds. */
const expensiveMs = 10_000;

/**
Returns a reader of the details of one process. The event loop runs between its parts, and what may take milliseconds is read
in another thread, so that no measurement waits for it.
*/
export function inspectProcess(machine: Machine, pid: number): Inspector {
	const threads = threadReader(machine, pid);
	const memory = atMostEvery(expensiveMs, machine, () => readMemory(machine, pid));
	const files = atMostEvery(expensiveMs / 2, machine, () => processFiles(machine, pid));
	return {
		async read({values}) {
			const details = processDetails(machine, pid);
			await nextTurn();
			const limits = processLimits(machine, pid);
			const environment = processEnvironment(machine, pid, {values});
			await nextTurn();
			return {details, limits, environment, threads: threads.read(), memory: await memory(), files: await files()};
		},
	};
}

async function readMemory({root}: Machine, pid: number): Promise<ProcessMemory | undefined> {
	try {
		return parseSmapsRollup(await readFile(`${root}/proc/${pid}/smaps_rollup`, 'latin1'));
	} catch {
		return undefined;
	}
}

/** Returns a function that calls `read` only when its last result is older than `ms`. */
function atMostEvery<Value>(ms: number, machine: Machine, read: () => Promise<Value>): () => Promise<Value> {
	let latest: {readonly atMs: number; readonly value: Promise<Value>} | undefined;
	return () => {
		const nowMs = machine.monotonicMs();
		if (!latest || nowMs - latest.atMs >= ms) {
			latest = {atMs: nowMs, value: read()};
		}

		return latest.value;
	};
}
