/** Longer than any symbol of the kernel. */
const maxLength = 128;

/**
Parses `/proc/[pid]/wchan`, the kernel function in which a process waits. `0` or nothing means that it does not wait, or that
the kernel hides it.
*/
export function parseWaitChannel(text: string): string | undefined {
	const name = /^[\w.]+/.exec(text)?.[0];
	return name === undefined || name === '0' ? undefined : name.slice(0, maxLength);
}
