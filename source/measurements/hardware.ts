import {known} from '../metrics/reading.js';
import type {Battery, Fan, Hardware, PowerMeter} from '../metrics/snapshot.js';
import {choice, count, field, flag, number, optional, orElse, percent, seconds, text, watts} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';

const fan = record<Fan>()({
	label: text('label', 'name of the chip and the fan'),
	rpm: number('rpm', 'revolutions per minute', {figure: 'mean', decimals: 0, prometheus: 'fan_rpm'}),
	isStopped: flag('stopped', 'whether the fan stands still although it should turn', {prometheus: 'fan_stopped'}),
});

const powerMeter = record<PowerMeter>()({
	label: text('label', 'name of the chip and the power meter'),
	watts: watts('watts', 'power', {figure: 'mean', decimals: 2, prometheus: 'power_watts'}),
});

const battery = record<Battery>()({
	name: text('name', 'name of the battery'),
	chargePercent: optional(
		percent('charge_percent', 'charge of the battery', {title: 'battery charge', prometheus: 'battery_charge_ratio'}),
	),
	state: choice('state', 'state of the battery', ['charging', 'discharging', 'full', 'idle', 'unknown'], 'unknown'),
	fullWattHours: optional(
		number('full_watt_hours', 'energy of the battery when it is full, in watt-hours', {decimals: 2}),
	),
	watts: optional(
		watts('watts', 'power that flows in or out', {figure: 'mean', decimals: 2, prometheus: 'battery_watts'}),
	),
	secondsLeft: optional(seconds('time_left', 'time until the battery is empty, or full while it is charging')),
});

export const hardware = section(
	'hardware',
	record<Hardware>()({
		fans: orElse(
			field('fans', list(fan, {place: {head: 'fans', key: 'label'}, labels: ({label}) => ({sensor: label})})),
			[],
		),
		power: orElse(
			field('power', list(powerMeter, {place: {head: 'power', key: 'label'}, labels: ({label}) => ({sensor: label})})),
			[],
		),
		batteries: orElse(
			field('batteries', list(battery, {place: {head: 'batteries', key: 'name'}, labels: ({name}) => ({name})})),
			[],
		),
		thermalThrottles: optional(
			count('thermal_throttles', 'number of times processors were slowed down because of their temperature', {
				prometheus: {name: 'thermal_throttles', type: 'counter'},
			}),
		),
		correctedMemoryErrors: optional(
			count('corrected_memory_errors', 'memory errors that were corrected', {
				prometheus: {name: 'memory_errors_corrected', type: 'counter'},
			}),
		),
		uncorrectedMemoryErrors: optional(
			count('uncorrected_memory_errors', 'memory errors that could not be corrected', {
				prometheus: {name: 'memory_errors_uncorrected', type: 'counter'},
			}),
		),
	}),
	({readings}) => known(readings.hardware),
);
