import {known} from '../metrics/reading.js';
import type {Load} from '../metrics/snapshot.js';
import {number} from './fields.js';
import {record} from './record.js';
import {section} from './section.js';

export const load = section(
	'load',
	record<Load>()({
		load1: number('load1', '1-minute load average', {figure: 'mean', prometheus: 'load1', inHistory: true}),
		load5: number('load5', '5-minute load average', {figure: 'mean', prometheus: 'load5'}),
		load15: number('load15', '15-minute load average', {figure: 'mean', prometheus: 'load15'}),
	}),
	({readings}) => known(readings.load),
);
