import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseBattery} from '../../../source/metrics/linux/batteries.js';
import type {Battery} from '../../../source/metrics/snapshot.js';

const unknown: Battery = {
	name: 'BAT0',
	chargePercent: undefined,
	state: 'unknown',
	fullWattHours: undefined,
	watts: undefined,
	secondsLeft: undefined,
};

type Row = {readonly title: string; readonly values: readonly string[]; readonly expected: Battery | undefined};

const rows: readonly Row[] = [
	{
		title: 'energy and power, charging',
		values: ['STATUS=Charging', 'ENERGY_NOW=30000000', 'ENERGY_FULL=50000000', 'POWER_NOW=40000000', 'CAPACITY=60'],
		expected: {...unknown, chargePercent: 60, state: 'charging', fullWattHours: 50, watts: 40, secondsLeft: 1800},
	},
	{
		title: 'charge and a negative current, without a capacity',
		values: [
			'STATUS=Discharging',
			'CHARGE_NOW=1500000',
			'CHARGE_FULL=3000000',
			'CURRENT_NOW=-1000000',
			'VOLTAGE_NOW=10000000',
		],
		expected: {...unknown, chargePercent: 50, state: 'discharging', fullWattHours: 30, watts: 10, secondsLeft: 5400},
	},
	{
		title: 'connected and not charging, a worn battery that reports more than full',
		values: ['STATUS=Not charging', 'CAPACITY=103', 'POWER_NOW=0', 'ENERGY_NOW=51000000', 'ENERGY_FULL=50000000'],
		expected: {...unknown, chargePercent: 100, state: 'idle', fullWattHours: 50, watts: 0},
	},
	{
		title: 'a capacity alone',
		values: ['STATUS=Full', 'CAPACITY=100'],
		expected: {...unknown, chargePercent: 100, state: 'full'},
	},
	{
		title: 'a full energy of 0',
		values: ['STATUS=Discharging', 'ENERGY_NOW=0', 'ENERGY_FULL=0', 'POWER_NOW=1000'],
		expected: {...unknown, state: 'discharging', fullWattHours: 0, watts: 0.001, secondsLeft: 0},
	},
	{
		title: 'a power that would take weeks',
		values: ['STATUS=Discharging', 'CAPACITY=90', 'ENERGY_NOW=50000000', 'ENERGY_FULL=50000000', 'POWER_NOW=1000'],
		expected: {...unknown, chargePercent: 90, state: 'discharging', fullWattHours: 50, watts: 0.001},
	},
	{title: 'words and garbage', values: ['STATUS=\u{1B}[2J', 'CAPACITY=many', 'ENERGY_NOW='], expected: unknown},
	{title: 'an empty bay', values: ['PRESENT=0', 'STATUS=Unknown'], expected: undefined},
	{title: 'nothing', values: [], expected: undefined},
];

for (const {title, values, expected} of rows) {
	test(`a battery: ${title}`, () => {
		assert.deepEqual(parseBattery('BAT0', values.map(value => `POWER_SUPPLY_${value}\n`).join('')), expected);
	});
}
