import {type Collector, type Machine, UnavailableError} from '../collector.js';
import type {Gaps} from '../gaps.js';
import {known, type Reading} from '../reading.js';
import type {Gpu} from '../snapshot.js';
import {amdgpu} from './amdgpu.js';
import {apple} from './apple.js';
import type {GpuBackend, GpuBackendName} from './backend.js';
import {intel} from './intel.js';
import {mergeGpus} from './merge.js';
import {nvidiaSmi} from './nvidia-smi.js';
import {unmeasured} from './unmeasured.js';

/** The options of `gpuCollector`. */
export type GpuOptions = {
	readonly cadenceMs: number;
	/** Back-ends to use; their GPUs are listed in this order. */
	readonly backends: readonly GpuBackendName[];
	/** Path of `nvidia-smi`. Default: the first one found. */
	readonly nvidiaSmiPath?: string | undefined;
	/**
	Milliseconds without a measurement after which `nvidia-smi` is killed. Default 5000, or 5 periods if that is longer.
	*/
	readonly silenceMs?: number | undefined;
	/** Delays before each restart of `nvidia-smi`. Default 1 s, 2 s, 5 s, … up to a minute. */
	readonly backOffMs?: readonly number[] | undefined;
	/** Called once for each new failure of a back-end. The reading includes it only when no other back-end has a GPU. */
	readonly onFailure?: ((backend: GpuBackendName, reason: string) => void) | undefined;
};

function createBackend(name: GpuBackendName, machine: Machine, options: GpuOptions): GpuBackend {
	const {cadenceMs, nvidiaSmiPath: path, silenceMs, backOffMs} = options;
	switch (name) {
		case 'nvidia-smi':
			return nvidiaSmi(machine, {cadenceMs, path, silenceMs, backOffMs});
		case 'amdgpu':
			return amdgpu(machine);
		case 'intel':
			return intel(machine, cadenceMs);
		case 'apple':
			return apple(machine, {cadenceMs});
	}
}

/**
Returns a collector of the GPUs of all back-ends. It returns immediately: the programs that measure run in the
background, and their latest values are used.

A back-end that has no GPU or fails does not affect the others. Without any GPU the collector is `unsupported`; when all
back-ends with a GPU fail, it fails with their reasons. A suspended GPU is listed as such and is not woken up. Disposing
kills all started programs.
*/
export function gpuCollector(machine: Machine, options: GpuOptions): Collector<'gpu'> & Disposable {
	const backends = options.backends.map(name => createBackend(name, machine, options));
	const sizes: number[] = [];
	const failures = new Map<GpuBackendName, string>();
	/** The latest list of each back-end. */
	const before: (readonly Gpu[])[] = [];
	let latest: readonly Gpu[] = [];

	const noteFailure = (name: GpuBackendName, reading: Reading<readonly Gpu[]>): void => {
		const reason =
			reading.state === 'error' ? (reading.reason ?? `${name} failed`) : problemsOf(known(reading) ?? []).join('; ');
		if (reason === '') {
			failures.delete(name);
			return;
		}

		if (failures.get(name) !== reason) {
			failures.set(name, reason);
			options.onFailure?.(name, reason);
		}
	};

	return {
		name: 'gpu',
		cadenceMs: options.cadenceMs,
		timeoutMs: options.cadenceMs,
		collect() {
			const readings = backends.map(backend => {
				const reading = backend.read();
				noteFailure(backend.name, reading);
				return reading;
			});
			if (readings.some(({state}) => state === 'pending')) {
				return undefined;
			}

			const lists = readings.map((reading, index) => listOf(reading, before[index] ?? []));
			for (const [index, reading] of readings.entries()) {
				before[index] = known(reading) ?? (reading.state === 'error' ? (before[index] ?? []) : []);
			}

			latest = readings.some(reading => (known(reading) ?? []).length > 0) ? mergeGpus(lists, sizes, latest) : [];
			if (latest.length > 0) {
				return latest;
			}

			if (failures.size > 0) {
				throw new Error([...failures.values()].join('; '));
			}

			const reasons = readings.flatMap(reading => (reading.state === 'ok' ? [] : (reading.reason ?? [])));
			throw new UnavailableError('unsupported', reasons.join('; ') || 'no GPU');
		},
		gaps: () => gapsOf(latest),
		[Symbol.dispose]() {
			for (const backend of backends) {
				backend[Symbol.dispose]?.();
			}
		},
	};
}

/** Returns the GPUs of a back-end. For a failing back-end these are its earlier GPUs with the reason. */
function listOf(reading: Reading<readonly Gpu[]>, before: readonly Gpu[]): readonly Gpu[] {
	if (reading.state !== 'error') {
		return known(reading) ?? [];
	}

	return before.map(({id, name, vendor, driverVersion, uniqueId, pciAddress}) => ({
		...unmeasured,
		...{id, name, vendor, driverVersion, uniqueId, pciAddress},
		problem: reading.reason ?? 'the driver does not respond',
	}));
}

function problemsOf(gpus: readonly Gpu[]): readonly string[] {
	return gpus.flatMap(({id, name, problem}) => (problem === undefined ? [] : `GPU ${id} (${name}): ${problem}`));
}

function gapsOf(gpus: readonly Gpu[]): Gaps | undefined {
	const lost = gpus.flatMap(({id, problem}) => (problem === undefined ? [] : [[`gpus[${id}]`, problem] as const]));
	return lost.length === 0 ? undefined : Object.fromEntries(lost);
}
