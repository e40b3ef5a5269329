/**
Collects garbage and returns whether it did: Node must be started with `--expose-gc`. Memory that remains is in use. The
collection blocks the program, so use it for tests and diagnosis only.
*/
export function collectGarbage(): boolean {
	const {gc} = globalThis;
	gc?.();
	return gc !== undefined;
}
