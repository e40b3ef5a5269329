import {setTimeout as delay} from 'node:timers/promises';
import {type Machine, UnavailableError} from '../collector.js';
import type {Gpu} from '../snapshot.js';
import {gpuBackendNames} from './backend.js';
import {type GpuOptions, gpuCollector} from './gpu.js';

const pollMs = 20;

/**
Measures the GPUs of this machine once. None is an empty list.

@throws when there is a GPU and its driver fails, with the reason; and when `signal` aborts.
*/
export async function listGpus(
	machine: Machine,
	options: Partial<GpuOptions> = {},
	signal: AbortSignal = new AbortController().signal,
): Promise<readonly Gpu[]> {
	using collector = gpuCollector(machine, {cadenceMs: 1000, backends: gpuBackendNames, ...options});
	for (;;) {
		try {
			const gpus = await collector.collect(signal);
			if (gpus !== undefined) {
				return gpus;
			}
		} catch (error) {
			if (error instanceof UnavailableError) {
				return [];
			}

			throw error;
		}

		await delay(pollMs, undefined, {signal});
	}
}

/** How many GPUs there are, sleeping ones included. */
export async function gpuCount(machine: Machine, options?: Partial<GpuOptions>, signal?: AbortSignal): Promise<number> {
	return (await listGpus(machine, options, signal)).length;
}

/** Whether there is a GPU that answers. A driver that fails counts as none. */
export async function isGpuAvailable(
	machine: Machine,
	options?: Partial<GpuOptions>,
	signal?: AbortSignal,
): Promise<boolean> {
	try {
		return (await gpuCount(machine, options, signal)) > 0;
	} catch {
		signal?.throwIfAborted();
		return false;
	}
}
