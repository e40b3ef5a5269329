/**
The share of time, in percent, in which tasks were stalled, averaged over 10, 60 and 300 seconds. Source:
`/proc/pressure`.
*/
export type PressureStall = {readonly avg10: number; readonly avg60: number; readonly avg300: number};

/**
The pressure on a resource: `some` or all (`full`) tasks were stalled. `full` is `undefined` where the kernel does not
report it: for `cpu` before Linux 5.13.
*/
export type ResourcePressure = {readonly some: PressureStall; readonly full: PressureStall | undefined};

/**
The pressure by interrupts: all tasks of a processor were stalled while it served interrupts. The kernel reports no
`some`. Since Linux 6.1 with `CONFIG_IRQ_TIME_ACCOUNTING`.
*/
export type IrqPressure = {readonly full: PressureStall};

/** Pressure stall information (PSI) of the kernel. `undefined` for resources without accounting. */
export type Pressure = {
	readonly cpu: ResourcePressure | undefined;
	readonly memory: ResourcePressure | undefined;
	readonly io: ResourcePressure | undefined;
	readonly irq: IrqPressure | undefined;
};
