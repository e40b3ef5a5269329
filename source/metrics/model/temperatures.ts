/** A temperature sensor. Source: hwmon, otherwise thermal zones. */
export type Temperature = {
	/** Driver and label: `coretemp Package id 0`, `k10temp Tctl`, … */
	readonly label: string;
	readonly celsius: number;
	/** Upper threshold of the driver. `undefined` where it does not report one. */
	readonly highCelsius: number | undefined;
	/** Critical threshold of the driver. `undefined` where it does not report one. */
	readonly criticalCelsius: number | undefined;
};

/** The temperatures of the machine. */
export type Temperatures = {
	/** Package temperature of the processor. `undefined` without a processor sensor. */
	readonly cpuCelsius: number | undefined;
	readonly sensors: readonly Temperature[];
};
