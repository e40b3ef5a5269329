import {formatInterval} from '../../support/format.js';
import {durationPattern, parseDuration} from '../../support/parse-duration.js';
import {kind, where} from '../../support/reader.js';
import {numberFromText} from './field.js';
import {readScalar} from './given.js';
import {type LeafOptions, leaf} from './leaf.js';

/**
A duration: a number of seconds, or a string such as `"500ms"`, `"30s"`, `"5m"` or `"1h"`. `default`, `min` and `max` are in
seconds, as in the file. The Config has milliseconds, under the key with the suffix `Ms`.
*/
export function duration<Default extends number | undefined = undefined>(
	options: LeafOptions<Default> & {readonly min: number; readonly max: number},
) {
	const [minMs, maxMs] = [milliseconds(options.min), milliseconds(options.max)];
	const defaultMs = options.default === undefined ? undefined : milliseconds(options.default);
	const reader = where(
		kind('a duration', parse),
		durationMs => durationMs >= minMs && durationMs <= maxMs,
		`a duration such as 0.5, "500ms", "30s", "5m" or "1h", from ${formatInterval(minMs)} to ${formatInterval(maxMs)}`,
	);
	return leaf<number, 'Ms', Default>(
		// A number stays a number, and undefined stays undefined. `Default` distinguishes nothing else.
		{...options, default: defaultMs as Default},
		{
			unit: 'Ms',
			placeholder: 'TIME',
			allowed: reader.allowed,
			defaultText: defaultMs === undefined ? undefined : formatInterval(defaultMs),
			schema: {
				anyOf: [
					{type: 'number', minimum: options.min, maximum: options.max},
					{type: 'string', pattern: durationPattern.source},
				],
			},
			read: value => readScalar(reader, value),
			toJson: durationMs => durationMs / 1000,
			fromText: numberFromText,
		},
	);
}

function parse(value: unknown): number | undefined {
	if (typeof value === 'number') {
		return milliseconds(value);
	}

	return typeof value === 'string' ? parseDuration(value) : undefined;
}

function milliseconds(seconds: number): number {
	return Math.round(seconds * 1000);
}
