import {isDeepStrictEqual} from 'node:util';

/** The earlier value where it says the same, so that whoever compares by identity sees no change. */
export function reuseUnchanged<Value>(before: Value | undefined, now: Value): Value {
	return before !== undefined && isDeepStrictEqual(before, now) ? before : now;
}

/** The same for a list: every item that was there before keeps its identity, and so does the list if no item changed. */
export function reuseUnchangedItems<Item>(before: readonly Item[], now: readonly Item[]): readonly Item[] {
	const items = now.map(item => before.find(candidate => isDeepStrictEqual(candidate, item)) ?? item);
	return items.length === before.length && items.every((item, index) => item === before[index]) ? before : items;
}
