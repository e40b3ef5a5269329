import {listIfPresent, readIfPresent} from '../linux/if-present.js';
import {parseMillidegrees} from '../values/millidegrees.js';

/**
Returns the temperature of a GPU from its hwmon directory: that of the first label in `labels` that a sensor has,
otherwise of the sensor with the lowest number. GPUs have different sensors: an accelerator has no edge sensor, so its
first one is the junction.
*/
export function sensorCelsius(directory: string, labels: readonly string[]): number | undefined {
	const sensors = listIfPresent(directory)
		.flatMap(name => /^temp(\d+)_input$/.exec(name)?.[1] ?? [])
		.map(Number)
		.sort((left, right) => left - right)
		.map(number => ({
			label: readIfPresent(`${directory}/temp${number}_label`)?.toLowerCase(),
			celsius: parseMillidegrees(readIfPresent(`${directory}/temp${number}_input`)),
		}))
		.filter(({celsius}) => celsius !== undefined);
	const named = labels.map(label => sensors.find(sensor => sensor.label === label)).find(Boolean);
	return (named ?? sensors[0])?.celsius;
}
