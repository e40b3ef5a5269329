import {parseMillidegrees} from '../values/millidegrees.js';
import {channelsOf, type HwmonChip, hwmonChips, withUniqueLabels} from './hwmon-chips.js';
import {listIfPresent, readIfPresent} from './if-present.js';

/** A temperature sensor. */
export type TemperatureSensor = {
	/** Measured part: the label of hwmon, such as `Package id 0` or `Tctl`, or the type of the thermal zone. */
	readonly part: string;
	/** Unique label: the chip and the part. */
	readonly label: string;
	/** Whether it measures the processor. */
	readonly isCpu: boolean;
	/** File with the temperature in thousandths of a degree Celsius. */
	readonly path: string;
	readonly highCelsius: number | undefined;
	readonly criticalCelsius: number | undefined;
};

const processorChips = /^(?:coretemp|k8temp|k10temp|zenpower|via_cputemp|cpu\w*_thermal|soc\w*_thermal)$/;
const processorZones = /^(?:x86_pkg_temp|cpu.*|soc[-_]?thermal)$/i;

/** Chips of NVMe devices, boards, memory modules and power supplies. */
const otherChips =
	/^(?:nvme|nct\d\w*|it8\d\w*|w83\w+|f71\w+|sch5\w+|asusec|asus_ec_sensors|lm\d+\w*|adt7\w+|tmp\d+\w*|jc42|spd5118|thinkpad|applesmc|macsmc_hwmon|corsairpsu)$/;

/** Inputs of boards that are not connected to a sensor. */
const unusedParts = /^AUXTIN|^PCH_|^SMIO|BYTE_TEMP|^Virtual/;

/**
Returns the sensors of the processor, those of hwmon, otherwise thermal zones; then those of NVMe devices, the board and
memory modules.

Other sensors are not read: reading the temperature of a SATA disk can spin it up, sensors of the firmware (ACPI, WMI) can
block for milliseconds, and those of a GPU can wake it.
*/
export function temperatureSensors(root: string): readonly TemperatureSensor[] {
	const chips = hwmonChips(root);
	const processor = chips.filter(({driver}) => processorChips.test(driver)).flatMap(chip => sensorsOf(chip, true));
	const others = chips.filter(({driver}) => otherChips.test(driver)).flatMap(chip => sensorsOf(chip, false));
	return withUniqueLabels([
		...(processor.length > 0 ? processor : thermalZones(`${root}/sys/class/thermal`)),
		...others.filter(({part}) => !unusedParts.test(part)),
	]);
}

function sensorsOf(chip: HwmonChip, isCpu: boolean): readonly TemperatureSensor[] {
	return channelsOf(chip, 'temp', 'input').map(({part, prefix}) => ({
		part,
		label: `${chip.name} ${part}`,
		isCpu,
		path: `${prefix}_input`,
		highCelsius: readLimit(`${prefix}_max`),
		criticalCelsius: readLimit(`${prefix}_crit`),
	}));
}

function thermalZones(directory: string): readonly TemperatureSensor[] {
	return listIfPresent(directory).flatMap(name => {
		const zone = `${directory}/${name}`;
		const type = readIfPresent(`${zone}/type`) ?? '';
		if (!name.startsWith('thermal_zone') || !processorZones.test(type)) {
			return [];
		}

		const critical = listIfPresent(zone).find(
			file => /^trip_point_\d+_type$/.test(file) && readIfPresent(`${zone}/${file}`) === 'critical',
		);
		return {
			part: type,
			label: type,
			isCpu: true,
			path: `${zone}/temp`,
			highCelsius: undefined,
			criticalCelsius: critical === undefined ? undefined : readLimit(`${zone}/${critical.replace('_type', '_temp')}`),
		};
	});
}

/** Reads a threshold. Drivers without a threshold write 0 or a negative number. */
function readLimit(path: string): number | undefined {
	const celsius = parseMillidegrees(readIfPresent(path));
	return celsius !== undefined && celsius > 0 ? celsius : undefined;
}
