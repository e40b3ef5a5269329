import type {Limits} from '../../metrics/snapshot.js';

/** Ten cores with the minimum limit that the kernel accepts, a thousandth of a core. */
const maxPercent = 1_000_000;

/**
Returns the used share of the CPU limit in percent. `undefined` without a limit, and where the limit is below what a kernel
accepts.
*/
export function cpuOfLimitPercent(
	limits: Pick<Limits, 'cpuUsedCores' | 'cpuLimitCores'> | undefined,
): number | undefined {
	const {cpuUsedCores, cpuLimitCores} = limits ?? {};
	const percent =
		cpuUsedCores === undefined || cpuLimitCores === undefined ? undefined : (cpuUsedCores / cpuLimitCores) * 100;
	return percent !== undefined && percent <= maxPercent ? percent : undefined;
}
