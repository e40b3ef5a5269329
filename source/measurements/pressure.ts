import {known} from '../metrics/reading.js';
import type {Pressure, PressureStall, ResourcePressure} from '../metrics/snapshot.js';
import {field, optional, percent} from './fields.js';
import type {Exported, Labels} from './prometheus-family.js';
import {record} from './record.js';
import {section} from './section.js';
import {allDecimals} from './unit.js';

/** How long some tasks, or all, waited. */
function stall(extent: 'some' | 'all') {
	const inWindow = (window: string): {readonly prometheus: Exported; readonly decimals: number} => ({
		prometheus: {
			name: `pressure_${extent === 'all' ? 'full' : 'some'}_ratio`,
			help: `share of time in which ${extent === 'all' ? 'all tasks' : 'some task'} waited`,
			labels: {window},
		},
		decimals: allDecimals,
	});
	return record<PressureStall>()({
		avg10: percent('avg10', 'mean over 10 seconds', inWindow('10s')),
		avg60: percent('avg60', 'mean over 60 seconds', inWindow('60s')),
		avg300: percent('avg300', 'mean over 300 seconds', inWindow('300s')),
	});
}

const some = stall('some');
const full = stall('all');

function resource(label: string, inWords: string) {
	return record<ResourcePressure>()(
		{some: field('some', some), full: optional(field('full', full))},
		{labels: {resource: label}, description: `time in which some, or all, tasks waited for ${inWords}`},
	);
}

/** With or without its series of Prometheus: a machine and a container in it would have the same. */
function pressureCodec(labels: Labels | null) {
	return record<Pressure>()(
		{
			cpu: optional(field('cpu', resource('cpu', 'the processor'))),
			memory: optional(field('memory', resource('memory', 'memory'))),
			io: optional(field('io', resource('io', 'disks'))),
		},
		{labels},
	);
}

export const containerPressure = pressureCodec(null);

export const pressure = section('pressure', pressureCodec({}), ({readings}) => known(readings.pressure));
