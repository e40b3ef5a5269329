import {known} from '../../metrics/reading.js';
import type {PressureStall, Readings} from '../../metrics/snapshot.js';
import {type Family, gauge, type Labels, type Point} from '../prometheus-family.js';
import {ratio} from './scale.js';

export function pressureFamilies(readings: Readings): readonly Family[] {
	const pressure = known(readings.pressure);
	const points = (share: 'some' | 'full'): readonly Point[] =>
		(['cpu', 'memory', 'io'] as const).flatMap(resource => stallPoints({resource}, pressure?.[resource]?.[share]));
	return [
		gauge('pressure_some_ratio', 'Share of time in which some task waited.', points('some')),
		gauge('pressure_full_ratio', 'Share of time in which all tasks waited.', points('full')),
	];
}

function stallPoints(labels: Labels, stall: PressureStall | undefined): readonly Point[] {
	return [
		{labels: {...labels, window: '10s'}, value: ratio(stall?.avg10)},
		{labels: {...labels, window: '60s'}, value: ratio(stall?.avg60)},
		{labels: {...labels, window: '300s'}, value: ratio(stall?.avg300)},
	];
}
