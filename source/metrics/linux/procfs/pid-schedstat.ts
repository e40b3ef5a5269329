/**
Returns the nanoseconds that a thread waited for a processor since its start: the second number of `/proc/[pid]/schedstat`.
`undefined` for invalid text, and where the kernel does not count: it then writes zeros.
*/
export function parseRunDelay(text: string): number | undefined {
	const [, ran, waited] = /^(\d+) (\d+) \d+\s*$/.exec(text) ?? [];
	return waited === undefined || ran === '0' ? undefined : Number(waited);
}
