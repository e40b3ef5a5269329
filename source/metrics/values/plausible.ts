/*
What a quantity can be. Drivers and hypervisors without an answer return numbers that nothing reaches: such a number is
unknown, not a measurement.
*/

/**
Returns a plausible temperature, otherwise `undefined`. Disconnected and suspended sensors return values such as -128 or
255.
*/
export function plausibleCelsius(celsius: number | undefined): number | undefined {
	return within(celsius, -50, 150);
}

/** Returns a plausible clock frequency, otherwise `undefined`. */
export function plausibleMegahertz(megahertz: number | undefined): number | undefined {
	return within(megahertz, 1, 20_000);
}

/**
Returns a share of 0–100, otherwise `undefined`. Slightly larger values are accepted, because counters are not read
simultaneously.
*/
export function plausiblePercent(percent: number | undefined): number | undefined {
	const value = within(percent, 0, 105);
	return value === undefined ? undefined : Math.min(100, value);
}

/** Returns a plausible power of a device, otherwise `undefined`. */
export function plausibleWatts(watts: number | undefined): number | undefined {
	return within(watts, 0, 20_000);
}

/** Returns a size in bytes, otherwise `undefined`. Values beyond 2⁵³ are inexact and implausible. */
export function plausibleBytes(bytes: number | undefined): number | undefined {
	return within(bytes, 0, Number.MAX_SAFE_INTEGER);
}

function within(value: number | undefined, min: number, max: number): number | undefined {
	return value !== undefined && value >= min && value <= max ? value : undefined;
}
