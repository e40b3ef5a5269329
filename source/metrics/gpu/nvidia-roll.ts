import type {Gpu} from '../snapshot.js';
import {unmeasured} from './unmeasured.js';

/** Reasons why GPUs cannot be reached, by PCI address (`0000:01:00.0`). */
export type Losses = ReadonlyMap<string, string>;

/** A register of known GPUs: a lost GPU stays in the list with a reason. */
export type NvidiaRoll = {
	/** Returns the measured and the lost GPUs, each with its original id. */
	complete(measured: readonly Gpu[], losses: Losses): readonly Gpu[];
};

/** The options of `nvidiaRoll`. */
export type NvidiaRollOptions = {
	/**
	Returns the addresses of the NVIDIA GPUs on the bus, to distinguish removed GPUs from lost ones. Empty when the bus is
	not visible.
	*/
	addresses(): readonly string[];
	nameOf(address: string): string;
};

const noReason = 'nvidia-smi no longer reports this GPU';

/** Returns an empty register. */
export function nvidiaRoll({addresses, nameOf}: NvidiaRollOptions): NvidiaRoll {
	const seen = new Map<string, Gpu>();

	const numbered = (gpu: Gpu): Gpu => {
		const before = seen.get(keyOf(gpu));
		const taken = new Set([...seen.values()].map(({id}) => id));
		const id = before?.id ?? (taken.has(gpu.id) ? firstFree(taken) : gpu.id);
		return id === gpu.id ? gpu : {...gpu, id};
	};

	const remember = (gpu: Gpu): Gpu => {
		const one = numbered(gpu);
		seen.set(keyOf(one), one);
		return one;
	};

	const forgetUnplugged = (): void => {
		const present = addresses();
		for (const [key, {pciAddress}] of present.length === 0 ? [] : seen) {
			if (pciAddress !== undefined && !present.includes(pciAddress)) {
				seen.delete(key);
			}
		}
	};

	return {
		complete(measured, losses) {
			// When nvidia-smi renumbers the GPUs, a GPU has two lines in one round.
			const keys = new Set(measured.map(keyOf));
			const here = [...keys].flatMap(key => measured.find(gpu => keyOf(gpu) === key) ?? []).map(remember);
			const reached = new Set(here.map(({pciAddress}) => pciAddress));
			const known = new Set([...seen.values()].map(({pciAddress}) => pciAddress));
			for (const address of losses.keys()) {
				if (!known.has(address)) {
					remember({...lostGpu(address, nameOf(address)), id: seen.size});
				}
			}

			if (seen.size > keys.size) {
				forgetUnplugged();
			}

			const lost = [...seen]
				.filter(([key]) => !keys.has(key))
				.map(([, {id, name, vendor, driverVersion, uniqueId, pciAddress}]): Gpu => {
					const reason = pciAddress === undefined || reached.has(pciAddress) ? undefined : losses.get(pciAddress);
					return {
						...unmeasured,
						...{id, name, vendor, driverVersion, uniqueId, pciAddress},
						problem: reason ?? noReason,
					};
				});
			return lost.length === 0 ? here : [...here, ...lost].sort((left, right) => left.id - right.id);
		},
	};
}

function keyOf({uniqueId, pciAddress, id}: Gpu): string {
	return uniqueId ?? pciAddress ?? String(id);
}

function lostGpu(pciAddress: string, name: string): Gpu {
	return {...unmeasured, id: 0, name, vendor: 'nvidia', pciAddress};
}

function firstFree(taken: ReadonlySet<number>): number {
	let id = 0;
	while (taken.has(id)) {
		id += 1;
	}

	return id;
}
