import type {CustomReadings, CustomValue} from '../metrics/custom-collector.js';
import {known, pending, type Reading} from '../metrics/reading.js';
import type {Fields} from '../support/fields.js';
import {type Family, gauge, type Point} from './prometheus-family.js';
import {openSection} from './section.js';

/** What collectors of one's own tell, as they tell it. `null` where there are none. */
export const custom = openSection(
	{
		type: ['object', 'null'],
		description: "what collectors of one's own tell, by their names; null where it is not known",
	},
	({custom: readings}): Readonly<Record<string, CustomValue>> | null =>
		readings
			? Object.fromEntries(Object.entries(readings).map(([name, reading]) => [name, known(reading) ?? null]))
			: null,
);

/** Reads them from the member `custom` of a message. What is `null` there is absent for the reason that `absence` knows. */
export function decodeCustom(fields: Fields, absence: (name: string) => Reading<never> | undefined): CustomReadings {
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [
			name,
			// It came as JSON.
			value === null ? (absence(name) ?? pending) : ({state: 'ok', value} as CustomReadings[string]),
		]),
	);
}

/** Every number that collectors of one's own tell, by its metric path. */
export function customFamily(readings: CustomReadings = {}): Family {
	return gauge(
		'custom',
		'Numbers of collectors of your own.',
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
