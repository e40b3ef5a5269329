import {known} from '../metrics/reading.js';
import type {IrqPressure, Pressure, PressureStall, ResourcePressure} from '../metrics/snapshot.js';
import {field, optional, percent} from './fields.js';
import type {Exported, Labels} from './prometheus-family.js';
import {record} from './record.js';
import {section} from './section.js';
import {allDecimals} from './unit.js';

/** Returns the share of time in which some or all tasks waited. */
function stall(extent: 'some' | 'all') {
	const inWindow = (window: string): {readonly prometheus: Exported; readonly decimals: number} => ({
		prometheus: {
			name: `pressure_${extent === 'all' ? 'full' : 'some'}_ratio`,
			help: `share of time in which ${extent === 'all' ? 'all non-idle tasks' : 'at least one task'} waited for the resource`,
			labels: {window},
		},
		decimals: allDecimals,
	});
	return record<PressureStall>()({
		avg10: percent('avg10', '10-second average', inWindow('10s')),
		avg60: percent('avg60', '60-second average', inWindow('60s')),
		avg300: percent('avg300', '300-second average', inWindow('300s')),
	});
}

const some = stall('some');
const full = stall('all');

function resource(label: string, inWords: string) {
	return record<ResourcePressure>()(
		{some: field('some', some), full: optional(field('full', full))},
		{labels: {resource: label}, description: `share of time in which some or all tasks waited for ${inWords}`},
	);
}

const irq = record<IrqPressure>()(
	{full: field('full', full)},
	{
		labels: {resource: 'irq'},
		description: 'share of time in which all tasks of a CPU waited for interrupts to be served',
	},
);

/** Only the machine's pressure is exported to Prometheus: a container's would have the same labels. */
function pressureCodec(labels: Labels | null) {
	return record<Pressure>()(
		{
			cpu: optional(field('cpu', resource('cpu', 'a CPU'))),
			memory: optional(field('memory', resource('memory', 'memory'))),
			io: optional(field('io', resource('io', 'I/O'))),
			irq: optional(field('irq', irq)),
		},
		{labels},
	);
}

export const containerPressure = pressureCodec(null);

export const pressure = section('pressure', pressureCodec({}), ({readings}) => known(readings.pressure));
