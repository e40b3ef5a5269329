import type {Process} from '../snapshot.js';

/** Returns the storage I/O that a process causes; 0 where it is unknown. Threads of the kernel write what others have changed. */
export function ioBytesPerSecond({readBytesPerSecond = 0, writeBytesPerSecond = 0, isKernelThread}: Process): number {
	return isKernelThread ? 0 : readBytesPerSecond + writeBytesPerSecond;
}
