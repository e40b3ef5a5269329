import {reuseUnchangedItems} from '../schedule/reuse-unchanged.js';
import type {Gpu} from '../snapshot.js';

/**
Concatenates the lists of several back-ends and numbers the GPUs consecutively.

`sizes` has the number of ids that each back-end has used so far and is updated: a back-end that loses a GPU keeps its
ids, so that the ids of the next back-end do not change. Items that equal those in `previous` keep their identity, as
does an unchanged list.
*/
export function mergeGpus(
	lists: readonly (readonly Gpu[])[],
	sizes: number[],
	previous: readonly Gpu[],
): readonly Gpu[] {
	let offset = 0;
	const merged = lists.flatMap((list, backend) => {
		const first = offset;
		const size = Math.max(sizes[backend] ?? 0, ...list.map(({id}) => id + 1));
		sizes[backend] = size;
		offset += size;
		return list.map((gpu): Gpu => ({...gpu, id: first + gpu.id}));
	});
	return reuseUnchangedItems(previous, merged);
}
