import type {Span} from '../core/sample.js';
import {type Fields, optionalNumber, optionalObject} from '../support/fields.js';

/** More numbers come from no machine. */
const maximumRanges = 10_000;

/** A year: nothing is recorded so seldom. */
const longestSeconds = 366 * 86_400;

/** The time that a record covers. `undefined`: it is one measurement, or says nothing that can be understood. */
export function parseSpan(message: Fields): Span | undefined {
	const fields = optionalObject(message, 'span') ?? {};
	const seconds = optionalNumber(fields, 'seconds');
	const samples = optionalNumber(fields, 'samples');
	if (seconds === undefined || seconds < 0 || seconds > longestSeconds || samples === undefined || samples < 1) {
		return undefined;
	}

	const ranges = optionalObject(fields, 'range') ?? {};
	return {
		seconds,
		samples,
		range: new Map(
			Object.keys(ranges)
				.slice(0, maximumRanges)
				.flatMap(path => {
					const range = optionalObject(ranges, path) ?? {};
					const lowest = optionalNumber(range, 'min');
					const highest = optionalNumber(range, 'max');
					return lowest === undefined || highest === undefined || lowest > highest ? [] : [[path, [lowest, highest]]];
				}),
		),
	};
}
