/*
What a quantity can be. Drivers and hypervisors without an answer return numbers that nothing reaches: such a number is
unknown, not a measurement.
*/

/** Disconnected and sleeping sensors return numbers such as -128 or 255. */
export function plausibleCelsius(celsius: number | undefined): number | undefined {
	return within(celsius, -50, 150);
}

/** No clock is slower or faster. */
export function plausibleMegahertz(megahertz: number | undefined): number | undefined {
	return within(megahertz, 1, 20_000);
}

/** A share of 0–100. Counters that are not read at one instant may exceed the whole by a little. */
export function plausiblePercent(percent: number | undefined): number | undefined {
	const value = within(percent, 0, 105);
	return value === undefined ? undefined : Math.min(100, value);
}

/** No single device draws more. */
export function plausibleWatts(watts: number | undefined): number | undefined {
	return within(watts, 0, 20_000);
}

/** A size in bytes. Beyond 2⁵³ the number is no longer exact, and no memory or file system is that large. */
export function plausibleBytes(bytes: number | undefined): number | undefined {
	return within(bytes, 0, Number.MAX_SAFE_INTEGER);
}

function within(value: number | undefined, least: number, most: number): number | undefined {
	return value !== undefined && value >= least && value <= most ? value : undefined;
}
