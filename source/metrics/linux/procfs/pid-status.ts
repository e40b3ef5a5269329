import type {Buffer} from 'node:buffer';

/**
Returns the swapped-out memory of a process: `VmSwap` of `/proc/[pid]/status` (proc_pid_status(5)). `undefined` for kernel
threads and zombies, which have no memory, and before Linux 2.6.34.
*/
export function parseSwap(status: Buffer): number | undefined {
	const start = status.indexOf('\nVmSwap:');
	const kibibytes =
		start === -1 ? undefined : /^\nVmSwap:\s+(\d+) kB/.exec(status.toString('latin1', start, start + 64))?.[1];
	return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
