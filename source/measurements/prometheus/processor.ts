import {known} from '../../metrics/reading.js';
import type {Cpu, Readings} from '../../metrics/snapshot.js';
import {counter, type Family, gauge, type Point} from '../prometheus-family.js';
import {ratio, scaled} from './scale.js';

export function processorFamilies(readings: Readings): readonly Family[] {
	const cpu = known(readings.processor);
	const load = known(readings.load);
	const frequency = known(readings.frequency);
	const temperatures = known(readings.temperatures);
	return [
		gauge('cpu_usage_ratio', 'Share of time not idle, over all cores.', ratio(cpu?.total.usedPercent)),
		gauge('cpu_mode_ratio', 'Share of time by mode, over all cores.', [
			{labels: {mode: 'user'}, value: ratio(cpu?.total.userPercent)},
			{labels: {mode: 'system'}, value: ratio(cpu?.total.systemPercent)},
			{labels: {mode: 'iowait'}, value: ratio(cpu?.total.iowaitPercent)},
			{labels: {mode: 'steal'}, value: ratio(cpu?.total.stealPercent)},
		]),
		gauge(
			'cpu_core_usage_ratio',
			'Share of time not idle, by core.',
			cpu?.cores.map(({id, shares}) => ({labels: {cpu: String(id)}, value: ratio(shares?.usedPercent)})) ?? [],
		),
		counter('cpu_seconds', 'Processor time by core and mode.', secondsPoints(cpu)),
		counter('context_switches', 'Context switches.', cpu?.counters?.contextSwitches),
		counter('forks', 'Processes and threads started.', cpu?.counters?.forks),
		gauge('cpu_frequency_hertz', 'Mean clock.', scaled(frequency?.currentMhz, 1e6)),
		gauge('load1', 'Load average over 1 minute.', load?.load1),
		gauge('load5', 'Load average over 5 minutes.', load?.load5),
		gauge('load15', 'Load average over 15 minutes.', load?.load15),
		gauge(
			'temperature_celsius',
			'Temperature by sensor.',
			temperatures?.sensors.map(({label, celsius}) => ({labels: {sensor: label}, value: celsius})) ?? [],
		),
	];
}

function secondsPoints(cpu: Cpu | undefined): readonly Point[] {
	return [...(cpu?.counters?.cores ?? [])].flatMap(([id, modes]) =>
		Object.entries(modes).map(([mode, value]) => ({labels: {cpu: String(id), mode}, value})),
	);
}
