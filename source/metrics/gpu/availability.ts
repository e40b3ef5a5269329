import {setTimeout as delay} from 'node:timers/promises';
import {UnavailableError} from '../collector.js';
import {thisMachine} from '../collectors.js';
import type {Gpu} from '../snapshot.js';
import {type GpuBackendName, gpuBackendNames} from './backend.js';
import {gpuCollector} from './gpu.js';

/** The options of `listGpus`, `gpuCount` and `isGpuAvailable`. */
export type GpuQuery = {
	/** GPU back-ends to try. @default all */
	readonly backends?: readonly GpuBackendName[];
	/** Path of `nvidia-smi`. @default the first one found */
	readonly nvidiaSmiPath?: string | undefined;
	/** Prefix of `/proc` and `/sys`. @default this machine */
	readonly root?: string | undefined;
	/** Signal that aborts the call. */
	readonly signal?: AbortSignal | undefined;
};

const pollMs = 20;

/**
Measures the GPUs of this machine once. Resolves with an empty list when there are none. A suspended GPU is listed but
not woken up.

Rejects with a reason when the driver of a GPU fails, and when `signal` aborts.
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

/** Returns the number of GPUs, including suspended ones. Rejects like `listGpus`. */
export async function gpuCount(query?: GpuQuery): Promise<number> {
	return (await listGpus(query)).length;
}

/** Returns whether there is a working GPU. A failing driver counts as no GPU. Rejects only when `signal` aborts. */
export async function isGpuAvailable(query?: GpuQuery): Promise<boolean> {
	try {
		return (await gpuCount(query)) > 0;
	} catch {
		query?.signal?.throwIfAborted();
		return false;
	}
}
