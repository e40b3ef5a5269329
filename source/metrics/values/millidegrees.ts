import {plausibleCelsius} from './plausible.js';
import {wholeNumber} from './whole-number.js';

/** Maximum plausible temperature in degrees: larger numbers are thousandths. */
const hottestCelsius = 150;

/**
Parses a temperature of hwmon or a thermal zone, in thousandths of a degree, and returns degrees Celsius. `undefined`
for invalid and implausible values. Some kernels (Allwinner) write degrees: 47 is 47 °C, because no sensor has such
small values in thousandths.
*/
export function parseMillidegrees(text: string | undefined): number | undefined {
	const value = wholeNumber(text);
	if (value === undefined) {
		return undefined;
	}

	return plausibleCelsius(value > 0 && value <= hottestCelsius ? value : value / 1000);
}
