import type {Machine} from '../collector.js';
import {listIfPresent, readIfPresent} from './if-present.js';
import {type KernelFile, kernelFile} from './kernel-file.js';
import {slowGuard} from './slow-guard.js';

/** The processors that share one clock. */
type Policy = {
	readonly cores: readonly number[];
	readonly currentKhz: KernelFile;
	readonly maxMhz: number | undefined;
};

/** The clocks that `/sys/devices/system/cpu/cpufreq` tells, as it tells them: drivers are known to make values up. */
export type Cpufreq = {
	/** By core id. Empty where there is no driver, and while it is too slow to be asked. */
	coreMhz(): ReadonlyMap<number, number>;
	/** What the hardware can do, by policy; the governor may allow less. */
	maxMhz(): readonly number[];
	[Symbol.dispose](): void;
};

/** Some kernels (x86, 4.13 to 5.18) and drivers sleep for milliseconds, for every core, before they answer. */
const slowMs = 0.5;
const restMs = 60_000;

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

	/** Policies come and go with their cores. */
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
			// A policy is named after its first core.
			const cores = readIfPresent(`${policy}/affected_cpus`) ?? name.slice('policy'.length);
			const maxKhz = readIfPresent(`${policy}/cpuinfo_max_freq`);
			return {
				cores: (cores.match(/\d+/g) ?? []).map(Number),
				currentKhz: kernelFile(`${policy}/scaling_cur_freq`),
				maxMhz: maxKhz === undefined ? undefined : Number(maxKhz) / 1000,
			};
		});
}

/** `undefined` when the driver has no answer now: its cores sleep or just went offline. */
function readMhz(khz: KernelFile): number | undefined {
	try {
		return Number(khz.readText()) / 1000;
	} catch {
		return undefined;
	}
}
