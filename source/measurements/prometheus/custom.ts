import type {CustomReadings, CustomValue} from '../../metrics/custom-collector.js';
import {known} from '../../metrics/reading.js';
import {type Family, gauge, type Point} from '../prometheus-family.js';

/** Every number that collectors of one's own tell, by its metric path. */
export function customFamilies(custom: CustomReadings = {}): readonly Family[] {
	return [
		gauge(
			'custom',
			'Numbers of collectors of your own.',
			Object.entries(custom).flatMap(([name, reading]) => pointsOf(`custom.${name}`, known(reading))),
		),
	];
}

function pointsOf(path: string, value: CustomValue | undefined): readonly Point[] {
	if (typeof value === 'number') {
		return [{labels: {metric: path}, value}];
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, member]) => pointsOf(`${path}.${key}`, member))
		: [];
}
