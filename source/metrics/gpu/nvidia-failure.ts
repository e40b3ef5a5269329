/** Meanings of the exit codes of `nvidia-smi`, with remedies. Source: nvidia-smi(1), "Return value". */
const sentences: ReadonlyMap<number, string> = new Map([
	[4, 'permission denied for nvidia-smi: this user needs access to the NVIDIA devices'],
	[6, 'nvidia-smi found no GPU'],
	[8, "a GPU's external power cables are not connected"],
	[9, 'the NVIDIA driver is not loaded'],
	[10, 'the kernel detected an interrupt problem with a GPU'],
	[12, 'the NVML library is missing: install the same version as the driver'],
	[15, 'a GPU is lost: it fell off the bus and needs a reboot'],
	[18, 'the NVML library and the NVIDIA driver have different versions: a reboot loads the new driver'],
]);

/**
Returns whether an exit code reports a failure of the driver or the hardware, for which another query would not help.
*/
export function isDriverFailure(exitCode: number | undefined): boolean {
	return exitCode !== undefined && sentences.has(exitCode);
}

/** Returns why `nvidia-smi` exited, from its exit code and its last line that was not a measurement. */
export function describeExit(exitCode: number | undefined, lastWords: string): string {
	const sentence =
		sentences.get(exitCode ?? -1) ??
		(exitCode === undefined ? 'nvidia-smi was killed' : `nvidia-smi exited with code ${exitCode}`);
	return lastWords === '' ? sentence : `${sentence} ("${lastWords}")`;
}
