import {known} from '../metrics/reading.js';
import type {Temperature, Temperatures} from '../metrics/snapshot.js';
import {celsius, field, optional, orElse, text} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';

const sensor = record<Temperature>()({
	label: text('label', 'name of the chip and the sensor'),
	celsius: celsius('celsius', 'temperature of the sensor', {figure: 'mean', prometheus: 'temperature_celsius'}),
	highCelsius: optional(celsius('high', 'high threshold of the sensor')),
	criticalCelsius: optional(celsius('critical', 'critical threshold of the sensor')),
});

export const temperatures = section(
	'temperatures',
	record<Temperatures>()({
		cpuCelsius: optional(
			celsius('cpu', 'temperature of the processor', {title: 'processor temperature', figure: 'mean'}),
		),
		sensors: orElse(
			field('sensors', list(sensor, {place: {head: 'sensors', key: 'label'}, labels: ({label}) => ({sensor: label})})),
			[],
		),
	}),
	({readings}) => known(readings.temperatures),
);
