import type {Reading} from '../reading.js';
import type {Gpu} from '../snapshot.js';

/** All GPU back-ends, in the order in which their GPUs are listed. */
export const gpuBackendNames = ['nvidia-smi', 'amdgpu', 'intel', 'apple'] as const;

/** The name of a GPU back-end. Each reads the GPUs of one vendor: NVIDIA, AMD, Intel, Apple. */
export type GpuBackendName = (typeof gpuBackendNames)[number];

/** A back-end that reads the GPUs of one vendor. */
export type GpuBackend = {
	readonly name: GpuBackendName;
	/**
	Returns the current reading immediately and without throwing. `pending` until the first result or failure;
	`unsupported` when there is no such GPU, with a reason if the user can change that. Ids count from 0 within the
	back-end.
	*/
	read(): Reading<readonly Gpu[]>;
	[Symbol.dispose]?(): void;
};
