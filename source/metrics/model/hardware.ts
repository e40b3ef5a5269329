/** A fan. Source: `fanN_input` in `/sys/class/hwmon`. */
export type Fan = {
	/** Driver and label: `nct6798 CPU Fan`, `thinkpad fan1`, … */
	readonly label: string;
	/** Revolutions per minute. */
	readonly rpm: number;
	/** Whether the fan stands still although the driver reports a fault, a minimum or a target speed. */
	readonly isStopped: boolean;
};

/** A power meter. Sources: `powerN_input` in `/sys/class/hwmon`; `energy_uj` in `/sys/class/powercap`. */
export type PowerMeter = {
	/** Driver and label: `package-0`, `package-0 dram`, `power_meter power1`, … */
	readonly label: string;
	readonly watts: number;
};

/** `idle`: connected to power and not charging. */
export type BatteryState = 'charging' | 'discharging' | 'full' | 'idle' | 'unknown';

/** A battery of the machine. Source: `/sys/class/power_supply`. Batteries of mice and headsets are not included. */
export type Battery = {
	/** Name of the kernel, for example `BAT0`. */
	readonly name: string;
	/** Charge, 0–100. */
	readonly chargePercent: number | undefined;
	readonly state: BatteryState;
	/** Energy it holds when it is full, in watt-hours. */
	readonly fullWattHours: number | undefined;
	/** Power that flows in or out. */
	readonly watts: number | undefined;
	/** Seconds until it is empty, or full while it is charging, at the present power. */
	readonly secondsLeft: number | undefined;
};

/** Fans, power, batteries, throttling and memory errors. A part that the machine does not have is empty or `undefined`. */
export type Hardware = {
	readonly fans: readonly Fan[];
	readonly power: readonly PowerMeter[];
	readonly batteries: readonly Battery[];
	/**
	Number of times processors were slowed down because of their temperature, since boot. Source: `thermal_throttle` in
	`/sys/devices/system/cpu`; each core and each package counts once.
	*/
	readonly thermalThrottles: number | undefined;
	/** Memory errors that were corrected, since boot. Source: `ce_count` in `/sys/devices/system/edac`. */
	readonly correctedMemoryErrors: number | undefined;
	/** Memory errors that could not be corrected, since boot. Source: `ue_count`. */
	readonly uncorrectedMemoryErrors: number | undefined;
};
