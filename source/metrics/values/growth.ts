/**
Returns the growth of a counter. `undefined` when it is unknown or decreased: it wrapped (times of disks have 32 bits in some
kernels), or what it counts was recreated.
*/
export function growth(before: number | undefined, now: number | undefined): number | undefined {
	return before === undefined || now === undefined || now < before ? undefined : now - before;
}
