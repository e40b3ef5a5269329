import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull} from '../nullable.js';

export function temperaturesSection({readings}: Snapshot) {
	const temperatures = known(readings.temperatures);
	return temperatures
		? {
				cpu: orNull(temperatures.cpuCelsius),
				sensors: temperatures.sensors.map(({label, celsius, highCelsius, criticalCelsius}) => ({
					label,
					celsius,
					high: orNull(highCelsius),
					critical: orNull(criticalCelsius),
				})),
			}
		: null;
}
