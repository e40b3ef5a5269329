import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {createGapLog, type GapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Hardware} from '../snapshot.js';
import {openBatteries} from './batteries.js';
import {openFans} from './fans.js';
import {hwmonChips} from './hwmon-chips.js';
import {listIfPresent} from './if-present.js';
import {openPowerMeters} from './power-meters.js';
import {sumOfCounters, throttleFiles} from './thermal-throttles.js';

/** Time between searches for devices: batteries and drivers come and go. */
const searchAgainMs = 60_000;

/**
Chips that are left out. GPUs have a metric, and reading one may wake it. Batteries and chargers are read from
`power_supply`. Reading `fam15h_power` blocks.
*/
const otherChips = /^(?:amdgpu|radeon|nouveau|i915|xe|fam15h_power|ucsi_.*)$/;

/**
Returns a collector of the fans, the power, the batteries and the error counters of the hardware. Sources: `hwmon`,
`powercap` and `power_supply` in `/sys/class`; `thermal_throttle` and `edac` in `/sys/devices/system`.
*/
export function hardwareCollector(machine: Machine, cadenceMs: number): Collector<'hardware'> & Disposable {
	const log = createGapLog();
	let devices: Devices | undefined;
	let inventory = '';
	let searchedMs: number | undefined;
	let hardware: Hardware | undefined;

	/** Opens the devices again when others are there, which loses what is known of the present ones. */
	const search = (): void => {
		const found = inventoryOf(machine.root);
		if (found !== inventory) {
			devices?.[Symbol.dispose]();
			devices = openDevices(machine, cadenceMs);
			inventory = found;
		}
	};

	return {
		name: 'hardware',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.clear();
			const nowMs = machine.monotonicMs();
			if (searchedMs === undefined || nowMs - searchedMs >= searchAgainMs) {
				searchedMs = nowMs;
				search();
			}

			const now = devices?.read(log);
			if (now && isEmpty(now) && devices?.hasEnergyMeters && log.gaps() === undefined) {
				// Power needs two measurements.
				return undefined;
			}

			if (!now || (isEmpty(now) && log.gaps() === undefined)) {
				throw new UnavailableError('unsupported', 'no fan, power meter, battery or error counter in /sys');
			}

			hardware = reuseUnchanged(hardware, now);
			return hardware;
		},
		gaps: log.gaps,
		[Symbol.dispose]() {
			devices?.[Symbol.dispose]();
			devices = undefined;
		},
	};
}

type Devices = {
	readonly hasEnergyMeters: boolean;
	read(log: GapLog): Hardware;
	[Symbol.dispose](): void;
};

/** Returns the names of all devices that may have something to read, as one text. */
function inventoryOf(root: string): string {
	const directories = [
		'class/hwmon',
		'class/powercap',
		'class/power_supply',
		'devices/system/edac/mc',
		'devices/system/cpu',
	];
	return directories.map(directory => listIfPresent(`${root}/sys/${directory}`).join(' ')).join('\n');
}

function openDevices(machine: Machine, cadenceMs: number): Devices {
	const system = `${machine.root}/sys/devices/system`;
	const supplies = new Set(
		listIfPresent(`${machine.root}/sys/class/power_supply`).map(name => name.replaceAll('-', '_')),
	);
	const chips = hwmonChips(machine.root).filter(({driver}) => !otherChips.test(driver) && !supplies.has(driver));
	const fans = openFans(machine, chips);
	const meters = openPowerMeters(machine, chips, cadenceMs);
	const batteries = openBatteries(machine);
	const throttles = throttleFiles(machine.root);
	const controllers = listIfPresent(`${system}/edac/mc`).filter(name => /^mc\d+$/.test(name));
	const errorFiles = (name: string): readonly string[] => controllers.map(one => `${system}/edac/mc/${one}/${name}`);

	return {
		hasEnergyMeters: meters.hasEnergyMeters,
		read: log => ({
			fans: fans.read(),
			power: meters.read(log),
			batteries: batteries.read(),
			thermalThrottles: sumOfCounters(throttles),
			correctedMemoryErrors: sumOfCounters(errorFiles('ce_count')),
			uncorrectedMemoryErrors: sumOfCounters(errorFiles('ue_count')),
		}),
		[Symbol.dispose]() {
			fans[Symbol.dispose]();
			meters[Symbol.dispose]();
			batteries[Symbol.dispose]();
		},
	};
}

function isEmpty({fans, power, batteries, ...counters}: Hardware): boolean {
	return (
		fans.length + power.length + batteries.length === 0 && Object.values(counters).every(count => count === undefined)
	);
}
