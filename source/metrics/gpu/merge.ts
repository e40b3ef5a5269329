import {reuseUnchangedItems} from '../schedule/reuse-unchanged.js';
import type {Gpu} from '../snapshot.js';

/**
Puts the lists of several back-ends one after the other and numbers the GPUs through.

`sizes` holds how many numbers each back-end has needed so far and is brought up to date: a back-end that loses a card
keeps its numbers, so that the GPUs of the next one keep theirs. What equals its predecessor in `previous` is that same
object, down to the list itself.
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
