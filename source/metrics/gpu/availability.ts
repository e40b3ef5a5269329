import {setTimeout as delay} from 'node:timers/promises';
import {UnavailableError} from '../collector.js';
import {thisMachine} from '../collectors.js';
import type {Gpu} from '../snapshot.js';
import {type GpuBackendName, gpuBackendNames} from './backend.js';
import {gpuCollector} from './gpu.js';

/** Where to look for GPUs. */
export type GpuQuery = {
	/** Which ways of reading GPUs to try. @default all */
	readonly backends?: readonly GpuBackendName[];
	/** The `nvidia-smi` to run instead of the one that is found. */
	readonly nvidiaSmiPath?: string | undefined;
	/** Where the machine's `/proc` and `/sys` are. @default this machine */
	readonly root?: string | undefined;
	/** Gives up when it aborts. */
	readonly signal?: AbortSignal | undefined;
};

const pollMs = 20;

/**
Measures the GPUs of this machine once. None is an empty list. A sleeping card is in the list and is not woken.

Rejects when there is a GPU and its driver fails, with the reason; and when `signal` aborts.
*/
export async function listGpus({
	backends = gpuBackendNames,
	nvidiaSmiPath,
	root,
	signal,
}: GpuQuery = {}): Promise<readonly Gpu[]> {
	using collector = gpuCollector(thisMachine(root), {cadenceMs: 1000, backends, nvidiaSmiPath});
	const whole = signal ?? new AbortController().signal;
	for (;;) {
		try {
			const gpus = await collector.collect(whole);
			if (gpus !== undefined) {
				return gpus;
			}
		} catch (error) {
			if (error instanceof UnavailableError) {
				return [];
			}

			throw error;
		}

		await delay(pollMs, undefined, {signal: whole});
	}
}

/** How many GPUs there are, sleeping ones included. Rejects as `listGpus` does. */
export async function gpuCount(query?: GpuQuery): Promise<number> {
	return (await listGpus(query)).length;
}

/** Whether there is a GPU that answers. A driver that fails counts as none. Rejects only when `signal` aborts. */
export async function isGpuAvailable(query?: GpuQuery): Promise<boolean> {
	try {
		return (await gpuCount(query)) > 0;
	} catch {
		query?.signal?.throwIfAborted();
		return false;
	}
}
