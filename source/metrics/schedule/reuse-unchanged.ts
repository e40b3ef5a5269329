import {isDeepStrictEqual} from 'node:util';

/** Returns the earlier value when both are equal, so that comparisons by identity see no change. */
export function reuseUnchanged<Value>(before: Value | undefined, now: Value): Value {
	return before !== undefined && isDeepStrictEqual(before, now) ? before : now;
}

/** Returns a list in which unchanged items keep their identity. Returns `before` when no item changed. */
export function reuseUnchangedItems<Item>(before: readonly Item[], now: readonly Item[]): readonly Item[] {
	const items = now.map(item => before.find(candidate => isDeepStrictEqual(candidate, item)) ?? item);
	return items.length === before.length && items.every((item, index) => item === before[index]) ? before : items;
}
