/** What `nvidia-smi` means by its exit code, and what would help. Source: nvidia-smi(1), "Return value". */
const sentences: ReadonlyMap<number, string> = new Map([
	[4, 'nvidia-smi may not be used by this user: ask for access to the NVIDIA devices'],
	[6, 'nvidia-smi found no GPU'],
	[8, "a GPU's external power cables are not attached"],
	[9, 'the NVIDIA driver is not loaded'],
	[10, 'the kernel reports an interrupt problem of a GPU'],
	[12, 'the NVML library is missing: install the same version as the driver'],
	[15, 'a GPU is lost: it fell off the bus and needs a reboot'],
	[18, 'the NVML library and the NVIDIA driver have different versions: a reboot loads the new driver'],
]);

/** Whether the exit code speaks of the driver or the hardware: asking in another way would not help. */
export function isDriverFailure(exitCode: number | undefined): boolean {
	return exitCode !== undefined && sentences.has(exitCode);
}

/** Says why `nvidia-smi` ended, from its exit code and the last line it wrote that was no measurement. */
export function describeExit(exitCode: number | undefined, lastWords: string): string {
	const sentence =
		sentences.get(exitCode ?? -1) ??
		(exitCode === undefined ? 'nvidia-smi was killed' : `nvidia-smi ended with code ${exitCode}`);
	return lastWords === '' ? sentence : `${sentence} ("${lastWords}")`;
}
