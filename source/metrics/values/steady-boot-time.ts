/** What a boot time moves to and fro by itself: it is the wall clock less the uptime, in whole seconds. */
const jitterMs = 1500;

/**
Returns a function that keeps a boot time still, in epoch milliseconds, while it moves by no more than its own rounding. A
clock that was set moves it further: then the new one holds, as `btime` of the kernel does (proc_stat(5)).
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
