import {readIfPresent} from '../linux/if-present.js';
import {wholeNumber} from '../values/whole-number.js';

/** Returns the integer in an attribute, divided by `divisor` for the unit. */
export function readNumber(path: string, divisor = 1): number | undefined {
	const value = wholeNumber(readIfPresent(path));
	return value === undefined ? undefined : value / divisor;
}
