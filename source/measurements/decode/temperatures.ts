import type {Temperatures} from '../../metrics/snapshot.js';
import {type Fields, number, optionalList, optionalNumber, text} from '../../support/fields.js';

export function parseTemperatures(temperatures: Fields): Temperatures {
	return {
		cpuCelsius: optionalNumber(temperatures, 'cpu'),
		sensors: (optionalList(temperatures, 'sensors') ?? []).map(sensor => ({
			label: text(sensor, 'label'),
			celsius: number(sensor, 'celsius'),
			highCelsius: optionalNumber(sensor, 'high'),
			criticalCelsius: optionalNumber(sensor, 'critical'),
		})),
	};
}
