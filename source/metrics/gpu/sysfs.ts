import {readIfPresent} from '../linux/if-present.js';
import {wholeNumber} from '../values/whole-number.js';

/** The whole number in an attribute, divided by `divisor` to reach the unit wanted. */
export function readNumber(path: string, divisor = 1): number | undefined {
	const value = wholeNumber(readIfPresent(path));
	return value === undefined ? undefined : value / divisor;
}
