import type {Machine} from '../collector.js';
import type {Battery, BatteryState} from '../snapshot.js';
import {wholeNumber} from '../values/whole-number.js';
import {listIfPresent, readIfPresent} from './if-present.js';
import {type SensorFile, sensorFile} from './sensor-file.js';

/** The batteries of the machine. */
export type Batteries = {
	read(): readonly Battery[];
	[Symbol.dispose](): void;
};

/** Opens the batteries. Those of devices (mice, headsets, pens) do not supply the machine and are left out. */
export function openBatteries(machine: Machine): Batteries {
	const directory = `${machine.root}/sys/class/power_supply`;
	const batteries: readonly {readonly name: string; readonly file: SensorFile}[] = listIfPresent(directory)
		.filter(name => readIfPresent(`${directory}/${name}/type`) === 'Battery')
		.filter(name => readIfPresent(`${directory}/${name}/scope`) !== 'Device')
		.map(name => ({name, file: sensorFile(machine, `${directory}/${name}/uevent`)}));

	return {
		read: () => batteries.flatMap(({name, file}) => parseBattery(name, file.readText() ?? '') ?? []),
		[Symbol.dispose]() {
			for (const {file} of batteries) {
				file[Symbol.dispose]();
			}
		},
	};
}

/**
Parses the `uevent` file of a battery, which contains all its values: `POWER_SUPPLY_CAPACITY=83`. Energies are in µWh,
charges in µAh, powers in µW, currents in µA and voltages in µV; drivers report energy and power, or charge and current.
Some report the current as a negative number while the battery discharges. Returns `undefined` for an empty bay.
*/
export function parseBattery(name: string, uevent: string): Battery | undefined {
	const values = new Map(
		[...uevent.matchAll(/^POWER_SUPPLY_(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value] as const),
	);
	if (values.size === 0 || values.get('PRESENT') === '0') {
		return undefined;
	}

	const number = (key: string): number | undefined => {
		const value = wholeNumber(values.get(key));
		return value === undefined ? undefined : Math.abs(value);
	};
	const volts = (number('VOLTAGE_MIN_DESIGN') ?? number('VOLTAGE_NOW') ?? Number.NaN) / 1e6;
	const energy = (moment: 'NOW' | 'FULL'): number | undefined =>
		known(number(`ENERGY_${moment}`) ?? (number(`CHARGE_${moment}`) ?? Number.NaN) * volts);
	const microwatts = known(
		number('POWER_NOW') ?? ((number('CURRENT_NOW') ?? Number.NaN) * (number('VOLTAGE_NOW') ?? Number.NaN)) / 1e6,
	);
	const now = energy('NOW');
	const full = energy('FULL');
	const state = stateOf(values.get('STATUS'));
	return {
		name,
		chargePercent: share(number('CAPACITY')) ?? share(full && now !== undefined ? (now / full) * 100 : undefined),
		state,
		fullWattHours: full && full / 1e6,
		watts: microwatts === undefined ? undefined : microwatts / 1e6,
		secondsLeft: secondsLeft(state, now, full, microwatts),
	};
}

function stateOf(status: string | undefined): BatteryState {
	switch (status) {
		case 'Charging':
			return 'charging';
		case 'Discharging':
			return 'discharging';
		case 'Full':
			return 'full';
		case 'Not charging':
			return 'idle';
		default:
			return 'unknown';
	}
}

/** Returns the time until a battery is empty or full; `undefined` without a flow, which would take days. */
function secondsLeft(
	state: BatteryState,
	now: number | undefined,
	full: number | undefined,
	microwatts: number | undefined,
): number | undefined {
	const rest =
		state === 'discharging' ? now : state === 'charging' && full !== undefined ? full - (now ?? full) : undefined;
	const seconds = rest === undefined || !microwatts ? undefined : (rest / microwatts) * 3600;
	return seconds === undefined || seconds < 0 || seconds > maxSeconds ? undefined : seconds;
}

const maxSeconds = 7 * 24 * 3600;

/** Returns a share of 0–100. Worn batteries report more than full. */
function share(percent: number | undefined): number | undefined {
	return percent === undefined ? undefined : Math.min(100, percent);
}

function known(value: number): number | undefined {
	return Number.isNaN(value) ? undefined : value;
}
