import {isMissing} from '../../support/system-error.js';
import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Kernel, KernelTable} from '../snapshot.js';
import {naturalNumber} from '../values/whole-number.js';
import {type KernelFile, kernelFile} from './kernel-file.js';
import {parseFileNr} from './procfs/file-nr.js';
import {parseTaskCount} from './procfs/loadavg.js';

/** Returns a collector of the tables of the kernel: file handles, threads, tracked connections. Source: `/proc`. */
export function kernelCollector(machine: Machine, cadenceMs: number): Collector<'kernel'> & Disposable {
	const proc = `${machine.root}/proc`;
	const fileNr = kernelFile(`${proc}/sys/fs/file-nr`);
	const loadavg = kernelFile(`${proc}/loadavg`);
	const pidMax = kernelFile(`${proc}/sys/kernel/pid_max`);
	const threadsMax = kernelFile(`${proc}/sys/kernel/threads-max`);
	// They exist only while the module is loaded, so they are tried each time.
	const conntrackCount = kernelFile(`${proc}/sys/net/netfilter/nf_conntrack_count`);
	const conntrackMax = kernelFile(`${proc}/sys/net/netfilter/nf_conntrack_max`);
	const files = [fileNr, loadavg, pidMax, threadsMax, conntrackCount, conntrackMax];
	const log = createGapLog();
	let kernel: Kernel | undefined;

	/** A maximum that cannot be read does not affect the count. */
	const readMaximum = (part: string, file: KernelFile): number | undefined =>
		log.read(part, () => optional(() => numberOf(file)));

	const readFiles = (): KernelTable | undefined => {
		const {allocated, maximum} = parseFileNr(fileNr.readText());
		return table(allocated, maximum);
	};

	const readThreads = (): KernelTable | undefined => {
		const limits = [pidMax, threadsMax].flatMap(file => readMaximum('threads.maximum', file) ?? []);
		return table(parseTaskCount(loadavg.readText()), limits.length === 0 ? undefined : Math.min(...limits));
	};

	const readConntrack = (): KernelTable | undefined =>
		// 0 is no limit.
		table(numberOf(conntrackCount), readMaximum('conntrack.maximum', conntrackMax) || undefined);

	return {
		name: 'kernel',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.clear();
			const read = (name: keyof Kernel, readTable: () => KernelTable | undefined): KernelTable | undefined => {
				const now = log.read(name, () => optional(readTable));
				return now && reuseUnchanged(kernel?.[name], now);
			};
			const next: Kernel = {
				files: read('files', readFiles),
				threads: read('threads', readThreads),
				conntrack: read('conntrack', readConntrack),
			};
			if (!next.files && !next.threads && !next.conntrack) {
				const [reason] = Object.values(log.gaps() ?? {});
				throw reason === undefined
					? new UnavailableError('unsupported', `${proc} contains no table of the kernel`)
					: new Error(reason);
			}

			kernel = reuseUnchanged(kernel, next);
			return kernel;
		},
		gaps: log.gaps,
		[Symbol.dispose]() {
			for (const file of files) {
				file[Symbol.dispose]();
			}
		},
	};
}

/** Without entries allowed, as for file handles that only root may open, there is no share. */
function table(used: number | undefined, maximum: number | undefined): KernelTable | undefined {
	return used === undefined ? undefined : {used, maximum, usedPercent: maximum ? (used / maximum) * 100 : undefined};
}

function numberOf(file: KernelFile): number {
	const text = file.readText();
	const value = naturalNumber(text);
	if (value === undefined) {
		throw new Error(`${file.path}: expected a number, found "${text.trim().slice(0, 40)}"`);
	}

	return value;
}

/** Returns the result of `read`, or `undefined` when a file is missing. */
function optional<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch (error) {
		if (isMissing(error)) {
			return undefined;
		}

		throw error;
	}
}
