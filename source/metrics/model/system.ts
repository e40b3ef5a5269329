/** Facts about the machine that change rarely or never. */
export type SystemFacts = {
	readonly hostname: string;
	/** Operating system: `Linux`, `Darwin`, `Windows_NT`. */
	readonly osName: string;
	/** Name and version of the distribution or product, for example `Debian GNU/Linux 12 (bookworm)`. */
	readonly osVersion: string;
	/** Kernel release, for example `6.18.5`. */
	readonly osRelease: string;
	/** Architecture as named by Node.js: `x64`, `arm64`, … */
	readonly architecture: string;
	/** Architecture as named by `uname -m`: `x86_64`, `aarch64`, … */
	readonly machine: string;
	/** Model name of the processor. `undefined` when unknown. */
	readonly cpuModel: string | undefined;
	/** Number of physical cores. `undefined` when the topology is unknown. */
	readonly physicalCores: number | undefined;
	/** Number of logical processors. `undefined` when unknown. */
	readonly logicalCores: number | undefined;
	/** Boot time in epoch milliseconds. It changes when the wall clock is set. `undefined` when unknown. */
	readonly bootTimeMs: number | undefined;
	readonly nodeVersion: string;
	/**
	Container engine that this process runs in (`docker`, `podman`, `lxc`, `kubernetes`, …). `undefined` outside of
	containers.
	*/
	readonly container: string | undefined;
};
