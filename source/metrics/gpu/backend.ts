import type {Reading} from '../reading.js';
import type {Gpu} from '../snapshot.js';

/** Every back-end, in the order in which their GPUs are shown. */
export const gpuBackendNames = ['nvidia-smi', 'amdgpu', 'intel', 'apple'] as const;

/** A way of reading the GPUs of one vendor: NVIDIA, AMD, Intel, Apple. */
export type GpuBackendName = (typeof gpuBackendNames)[number];

/** One way of reading the GPUs of one vendor. */
export type GpuBackend = {
	readonly name: GpuBackendName;
	/**
	What is known now, at once and without throwing. `pending` only until the first answer or failure; `unsupported` when
	there is no such GPU, with a reason only where something can be done about it. Ids count from 0 within the back-end.
	*/
	read(): Reading<readonly Gpu[]>;
	[Symbol.dispose]?(): void;
};
