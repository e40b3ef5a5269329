/** Jitter of the boot time, which is the wall clock minus the uptime in whole seconds. */
const jitterMs = 1500;

/**
Returns a function that keeps a boot time constant, in epoch milliseconds, while it changes only by rounding. When the
clock was set, the new boot time is used, like `btime` of the kernel (proc_stat(5)).
*/
export function steadyBootTime(): (bootTimeMs: number) => number {
	let heldMs: number | undefined;

	return bootTimeMs => {
		if (heldMs === undefined || Math.abs(bootTimeMs - heldMs) > jitterMs) {
			heldMs = bootTimeMs;
		}

		return heldMs;
	};
}
