import type {CustomReadings, CustomValue} from '../metrics/custom-collector.js';
import {known, pending, type Reading} from '../metrics/reading.js';
import type {Fields} from '../support/fields.js';
import {type Family, gauge, type Point} from './prometheus-family.js';
import {openSection} from './section.js';

/** The values of custom collectors, unchanged. `null` if there are no custom collectors. */
export const custom = openSection(
	{
		type: ['object', 'null'],
		description: 'values of custom collectors by name, null if unknown; null without custom collectors',
	},
	({custom: readings}): Readonly<Record<string, CustomValue>> | null =>
		readings
			? Object.fromEntries(Object.entries(readings).map(([name, reading]) => [name, known(reading) ?? null]))
			: null,
);

/** Reads the values from the member `custom` of a message. `absence` returns why a value is `null`. */
export function decodeCustom(fields: Fields, absence: (name: string) => Reading<never> | undefined): CustomReadings {
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [
			name,
			// It came as JSON.
			value === null ? (absence(name) ?? pending) : ({state: 'ok', value} as CustomReadings[string]),
		]),
	);
}

/** Returns the numbers of custom collectors by metric path. */
export function customFamily(readings: CustomReadings = {}): Family {
	return gauge(
		'custom',
		'Numbers of custom collectors.',
		Object.entries(readings).flatMap(([name, reading]) => pointsOf(`custom.${name}`, known(reading))),
	);
}

function pointsOf(path: string, value: CustomValue | undefined): readonly Point[] {
	if (typeof value === 'number') {
		return [{labels: {metric: path}, value}];
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, member]) => pointsOf(`${path}.${key}`, member))
		: [];
}
