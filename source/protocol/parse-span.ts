import type {Span} from '../core/sample.js';
import {type Fields, optionalNumber, optionalObject} from '../support/fields.js';

/** A limit for records of other programs; no machine has more numbers. */
const maxRanges = 10_000;

/** One year; longer spans are rejected. */
const maxSeconds = 366 * 86_400;

/** Returns the time that a record covers; `undefined` if it is a single measurement or has no valid span. */
export function parseSpan(message: Fields): Span | undefined {
	const fields = optionalObject(message, 'span') ?? {};
	const seconds = optionalNumber(fields, 'seconds');
	const samples = optionalNumber(fields, 'samples');
	if (seconds === undefined || seconds < 0 || seconds > maxSeconds || samples === undefined || samples < 1) {
		return undefined;
	}

	const ranges = optionalObject(fields, 'range') ?? {};
	return {
		seconds,
		samples,
		range: new Map(
			Object.keys(ranges)
				.slice(0, maxRanges)
				.flatMap(path => {
					const range = optionalObject(ranges, path) ?? {};
					const lowest = optionalNumber(range, 'min');
					const highest = optionalNumber(range, 'max');
					return lowest === undefined || highest === undefined || lowest > highest ? [] : [[path, [lowest, highest]]];
				}),
		),
	};
}
