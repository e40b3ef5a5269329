/** A software RAID array (md). Source: `/proc/mdstat`. */
export type RaidArray = {
	/** Kernel name, for example `md0`. */
	readonly name: string;
	/** Level, for example `raid1`. `undefined` when the array is inactive. */
	readonly level: string | undefined;
	readonly isActive: boolean;
	/** Devices that the array has when complete. `undefined` for levels without redundancy and when it is inactive. */
	readonly devices: number | undefined;
	/** Devices that are in sync. `undefined` when `devices` is. */
	readonly workingDevices: number | undefined;
	/** Devices that are missing, failed or not in sync yet. `undefined` when `devices` is. */
	readonly missingDevices: number | undefined;
	/** Devices that are marked as failed. */
	readonly failedDevices: number;
	readonly spareDevices: number;
	/** Whether devices are missing, failed or not in sync yet, or the array does not run. */
	readonly isDegraded: boolean;
	/** What the array does: `resync`, `recovery`, `check` or `reshape`. `undefined` when it is idle. */
	readonly action: string | undefined;
	/** Progress of `action`, 0–100. `undefined` while the action waits. */
	readonly actionPercent: number | undefined;
};
