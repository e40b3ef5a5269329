/**
Collects garbage now, where Node was started with `--expose-gc`, and returns whether it did: memory that stays afterwards
is in use. The program waits for it: for tests and diagnosis, not for every sample.
*/
export function collectGarbage(): boolean {
	const {gc} = globalThis;
	gc?.();
	return gc !== undefined;
}
