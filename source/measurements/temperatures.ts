import {known} from '../metrics/reading.js';
import type {Temperature, Temperatures} from '../metrics/snapshot.js';
import {celsius, field, optional, orEmpty, text} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';

const sensor = record<Temperature>()({
	label: text('label', 'chip and sensor'),
	celsius: celsius('celsius', 'temperature by sensor', {figure: 'mean', prometheus: 'temperature_celsius'}),
	highCelsius: optional(celsius('high', 'high mark')),
	criticalCelsius: optional(celsius('critical', 'critical mark')),
});

export const temperatures = section(
	'temperatures',
	record<Temperatures>()({
		cpuCelsius: optional(celsius('cpu', 'of the processor', {title: 'processor temperature', figure: 'mean'})),
		sensors: orEmpty(
			field('sensors', list(sensor, {place: {head: 'sensors', key: 'label'}, labels: ({label}) => ({sensor: label})})),
		),
	}),
	({readings}) => known(readings.temperatures),
);
