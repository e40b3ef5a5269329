import {parseMillidegrees} from '../values/millidegrees.js';
import {listIfPresent, readIfPresent} from './if-present.js';

/** A temperature sensor of the processor. */
export type CpuSensor = {
	/** Measured part: the label of hwmon, such as `Package id 0` or `Tctl`, or the type of the thermal zone. */
	readonly part: string;
	/** Unique label: the chip and the part. */
	readonly label: string;
	/** File with the temperature in thousandths of a degree Celsius. */
	readonly path: string;
	readonly highCelsius: number | undefined;
	readonly criticalCelsius: number | undefined;
};

const processorChips = /^(?:coretemp|k8temp|k10temp|zenpower|via_cputemp|cpu\w*_thermal|soc\w*_thermal)$/;
const processorZones = /^(?:x86_pkg_temp|cpu.*|soc[-_]?thermal)$/i;

/**
Returns the sensors of the processor: those of hwmon, otherwise thermal zones.

Other sensors are not read: reading the temperature of a disk can spin it up, and sensors of the firmware (ACPI, WMI)
can block for milliseconds.
*/
export function cpuSensors(root: string): readonly CpuSensor[] {
	const hwmon = hwmonSensors(`${root}/sys/class/hwmon`);
	return withUniqueLabels(hwmon.length > 0 ? hwmon : thermalZones(`${root}/sys/class/thermal`));
}

function hwmonSensors(directory: string): readonly CpuSensor[] {
	return listIfPresent(directory).flatMap(device => {
		const chip = readIfPresent(`${directory}/${device}/name`) ?? '';
		if (!processorChips.test(chip)) {
			return [];
		}

		return listIfPresent(`${directory}/${device}`).flatMap(name => {
			const channel = /^(temp\d+)_input$/.exec(name)?.[1];
			if (channel === undefined) {
				return [];
			}

			const prefix = `${directory}/${device}/${channel}`;
			const part = readIfPresent(`${prefix}_label`) || channel;
			return {
				part,
				label: `${chip} ${part}`,
				path: `${prefix}_input`,
				highCelsius: readLimit(`${prefix}_max`),
				criticalCelsius: readLimit(`${prefix}_crit`),
			};
		});
	});
}

function thermalZones(directory: string): readonly CpuSensor[] {
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

/** Makes labels unique. Two AMD sockets have the same labels: the second `k10temp Tctl` becomes `k10temp Tctl 2`. */
function withUniqueLabels(sensors: readonly CpuSensor[]): readonly CpuSensor[] {
	const seen = new Map<string, number>();
	return sensors.map(sensor => {
		const count = (seen.get(sensor.label) ?? 0) + 1;
		seen.set(sensor.label, count);
		return count === 1 ? sensor : {...sensor, label: `${sensor.label} ${count}`};
	});
}
