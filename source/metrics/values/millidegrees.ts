import {plausibleCelsius} from './plausible.js';
import {wholeNumber} from './whole-number.js';

/** Hotter than this is no processor: so large a number counts thousandths. */
const hottestCelsius = 150;

/**
Returns the degrees Celsius in a file of hwmon or of a thermal zone, which counts in thousandths. `undefined` for what is no
number and for a temperature that nothing has. Some kernels (Allwinner) write degrees: 47 is 47 °C, for no sensor resolves
thousandths so near to freezing.
*/
export function parseMillidegrees(text: string | undefined): number | undefined {
	const value = wholeNumber(text);
	if (value === undefined) {
		return undefined;
	}

	return plausibleCelsius(value > 0 && value <= hottestCelsius ? value : value / 1000);
}
