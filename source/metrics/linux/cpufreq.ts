import type {Machine} from '../collector.js';
import {listIfPresent, readIfPresent} from './if-present.js';
import {type KernelFile, kernelFile} from './kernel-file.js';
import {slowGuard} from './slow-guard.js';

/** A cpufreq policy: processors that share a clock. */
type Policy = {
	readonly cores: readonly number[];
	readonly currentKhz: KernelFile;
	readonly maxMhz: number | undefined;
};

/** The clocks in `/sys/devices/system/cpu/cpufreq`, unchecked: some drivers report invented values. */
export type Cpufreq = {
	/** Returns the current clocks by core id. Empty without a driver, and while the driver is too slow. */
	coreMhz(): ReadonlyMap<number, number>;
	/** Returns the maximum of the hardware for each policy; the governor may allow less. */
	maxMhz(): readonly number[];
	[Symbol.dispose](): void;
};

/** Time limit: some kernels (x86, 4.13 to 5.18) and drivers sleep for milliseconds per core. */
const slowMs = 0.5;
const restMs = 60_000;

/** Returns the clocks of the cpufreq policies. */
export function cpufreq(machine: Machine): Cpufreq {
	const directory = `${machine.root}/sys/devices/system/cpu`;
	const guard = slowGuard(machine, slowMs, restMs);
	let online: string | undefined;
	let policies: readonly Policy[] = [];

	const close = (): void => {
		for (const {currentKhz} of policies) {
			currentKhz[Symbol.dispose]();
		}
	};

	/** Scans the policies again when the online cores changed. */
	const scanWhenCoresChanged = (): void => {
		const onlineNow = readIfPresent(`${directory}/online`) ?? '';
		if (onlineNow !== online) {
			close();
			policies = scanPolicies(`${directory}/cpufreq`);
			online = onlineNow;
		}
	};

	return {
		coreMhz() {
			scanWhenCoresChanged();
			const coreMhz = new Map<number, number>();
			if (guard.isResting()) {
				return coreMhz;
			}

			for (const [index, {cores, currentKhz}] of policies.entries()) {
				const mhz = index === 0 ? guard.time(() => readMhz(currentKhz)) : readMhz(currentKhz);
				if (guard.isResting()) {
					return new Map();
				}

				if (mhz !== undefined) {
					for (const core of cores) {
						coreMhz.set(core, mhz);
					}
				}
			}

			return coreMhz;
		},
		maxMhz() {
			scanWhenCoresChanged();
			return policies.flatMap(({maxMhz}) => maxMhz ?? []);
		},
		[Symbol.dispose]: close,
	};
}

function scanPolicies(directory: string): readonly Policy[] {
	return listIfPresent(directory)
		.filter(name => /^policy\d+$/.test(name))
		.map(name => {
			const policy = `${directory}/${name}`;
			// The name of a policy has the number of its first core.
			const cores = readIfPresent(`${policy}/affected_cpus`) ?? name.slice('policy'.length);
			const maxKhz = readIfPresent(`${policy}/cpuinfo_max_freq`);
			return {
				cores: (cores.match(/\d+/g) ?? []).map(Number),
				currentKhz: kernelFile(`${policy}/scaling_cur_freq`),
				maxMhz: maxKhz === undefined ? undefined : Number(maxKhz) / 1000,
			};
		});
}

/** Returns `undefined` when the driver has no value, because its cores are sleeping or went offline. */
function readMhz(khz: KernelFile): number | undefined {
	try {
		return Number(khz.readText()) / 1000;
	} catch {
		return undefined;
	}
}
