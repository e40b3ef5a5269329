import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Temperature, Temperatures} from '../snapshot.js';
import {parseMillidegrees} from '../values/millidegrees.js';
import {type SensorFile, sensorFile} from './sensor-file.js';
import {type TemperatureSensor, temperatureSensors} from './temperature-sensors.js';

/** Time between readings of a sensor that is not in the processor: an NVMe device answers a command for each. */
const otherRereadMs = 10_000;

/** Sensors of the whole processor, best first. Tctl may be the temperature plus an offset. */
const packageParts = [/^Package id \d+$|^x86_pkg_temp$/, /^Tdie$/, /^Tctl$/, /./];

/** Returns a collector of the temperatures, with the sensors found at the first call. */
export function temperaturesCollector(machine: Machine, cadenceMs: number): Collector<'temperatures'> & Disposable {
	let thermometers: ReadonlyArray<{readonly sensor: TemperatureSensor; readonly file: SensorFile}> = [];
	let temperatures: Temperatures | undefined;

	const close = (): void => {
		for (const {file} of thermometers) {
			file[Symbol.dispose]();
		}

		thermometers = [];
	};

	return {
		name: 'temperatures',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			if (thermometers.length === 0) {
				thermometers = temperatureSensors(machine.root).map(sensor => ({
					sensor,
					file: sensorFile(machine, sensor.path, sensor.isCpu ? 0 : otherRereadMs),
				}));
			}

			const readings = thermometers.flatMap(({sensor, file}) => {
				const celsius = parseMillidegrees(file.readText());
				return celsius === undefined ? [] : {sensor, celsius};
			});
			if (readings.length === 0) {
				close();
				throw new UnavailableError('unsupported', 'no temperature sensor in /sys/class/hwmon or /sys/class/thermal');
			}

			const sensors = readings.map(({sensor: {label, highCelsius, criticalCelsius}, celsius}, index): Temperature => {
				return reuseUnchanged(temperatures?.sensors[index], {label, celsius, highCelsius, criticalCelsius});
			});
			const best = packageParts
				.map(part => readings.filter(({sensor}) => sensor.isCpu && part.test(sensor.part)))
				.find(candidates => candidates.length > 0);
			temperatures = reuseUnchanged(temperatures, {
				cpuCelsius: best && Math.max(...best.map(({celsius}) => celsius)),
				sensors: reuseUnchanged(temperatures?.sensors, sensors),
			});
			return temperatures;
		},
		[Symbol.dispose]: close,
	};
}
