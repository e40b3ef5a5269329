import {known} from '../../metrics/reading.js';
import type {Readings} from '../../metrics/snapshot.js';
import {type Family, gauge} from '../prometheus-family.js';
import {scaled} from './scale.js';

export function systemFamilies(readings: Readings): readonly Family[] {
	const system = known(readings.system);
	const processes = known(readings.processes);
	return [
		gauge('boot_time_seconds', 'When the machine started.', scaled(system?.bootTimeMs, 1 / 1000)),
		gauge('processes', 'Processes.', processes?.total),
		gauge('processes_state', 'Processes by state.', [
			{labels: {state: 'running'}, value: processes?.running},
			{labels: {state: 'sleeping'}, value: processes?.sleeping},
			{labels: {state: 'stopped'}, value: processes?.stopped},
			{labels: {state: 'zombie'}, value: processes?.zombie},
		]),
	];
}
