import type {CustomReadings} from '../../metrics/custom-collector.js';
import {pending, type Reading} from '../../metrics/reading.js';
import type {Fields} from '../../support/fields.js';

/** Tells them from the member `custom` of a message. What is `null` there is absent for the reason that `absence` knows. */
export function parseCustom(custom: Fields, absence: (name: string) => Reading<never> | undefined): CustomReadings {
	return Object.fromEntries(
		Object.entries(custom).map(([name, value]) => [
			name,
			// It came as JSON.
			value === null ? (absence(name) ?? pending) : ({state: 'ok', value} as CustomReadings[string]),
		]),
	);
}
