import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Temperature, Temperatures} from '../snapshot.js';
import {parseMillidegrees} from '../values/millidegrees.js';
import {type CpuSensor, cpuSensors} from './cpu-sensors.js';
import {kernelFile} from './kernel-file.js';
import {slowGuard} from './slow-guard.js';

/** An open sensor. */
type Thermometer = {
	readonly sensor: CpuSensor;
	/** Returns the temperature; `undefined` when it is unavailable or implausible. */
	readCelsius(): number | undefined;
	[Symbol.dispose](): void;
};

const slowMs = 2;
const restMs = 60_000;

/** Sensors of the whole processor, best first. Tctl may be the temperature plus an offset. */
const packageParts = [/^Package id \d+$|^x86_pkg_temp$/, /^Tdie$/, /^Tctl$/, /./];

/** Returns a collector of the temperatures of the processor, with the sensors found at the first call. */
export function temperaturesCollector(machine: Machine, cadenceMs: number): Collector<'temperatures'> & Disposable {
	let thermometers: readonly Thermometer[] = [];
	let temperatures: Temperatures | undefined;

	const close = (): void => {
		for (const thermometer of thermometers) {
			thermometer[Symbol.dispose]();
		}

		thermometers = [];
	};

	return {
		name: 'temperatures',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			if (thermometers.length === 0) {
				thermometers = cpuSensors(machine.root).map(sensor => thermometer(machine, sensor));
			}

			const readings = thermometers.flatMap(({sensor, readCelsius}) => {
				const celsius = readCelsius();
				return celsius === undefined ? [] : {sensor, celsius};
			});
			if (readings.length === 0) {
				close();
				throw new UnavailableError('unsupported', 'no processor sensor in /sys/class/hwmon or /sys/class/thermal');
			}

			const sensors = readings.map(({sensor: {label, highCelsius, criticalCelsius}, celsius}, index): Temperature => {
				return reuseUnchanged(temperatures?.sensors[index], {label, celsius, highCelsius, criticalCelsius});
			});
			const best = packageParts
				.map(part => readings.filter(({sensor}) => part.test(sensor.part)))
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

/** Returns a sensor. A slow sensor is read once a minute; its last value is used in between. */
function thermometer(machine: Machine, sensor: CpuSensor): Thermometer {
	const file = kernelFile(sensor.path);
	const guard = slowGuard(machine, slowMs, restMs);
	let last: number | undefined;

	return {
		sensor,
		readCelsius() {
			if (!guard.isResting()) {
				last = guard.time(() => {
					try {
						return parseMillidegrees(file.readText());
					} catch {
						return undefined;
					}
				});
			}

			return last;
		},
		[Symbol.dispose]: () => file[Symbol.dispose](),
	};
}
