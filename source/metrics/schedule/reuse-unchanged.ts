import {isEqual} from './is-equal.js';

/** Returns the earlier value when both are equal, so that comparisons by identity see no change. */
export function reuseUnchanged<Value>(before: Value | undefined, now: Value): Value {
	return before !== undefined && isEqual(before, now) ? before : now;
}

/** Returns a list in which unchanged items keep their identity. Returns `before` when no item changed. */
export function reuseUnchangedItems<Item>(before: readonly Item[], now: readonly Item[]): readonly Item[] {
	let byText: ReadonlyMap<string, Item> | undefined;
	/** Returns an item that may have moved. Comparing it with each other item would take seconds for some thousand. */
	const moved = (item: Item): Item | undefined => {
		byText ??= new Map(before.map(one => [JSON.stringify(one), one]));
		return byText.get(JSON.stringify(item));
	};
	const items = now.map((item, index) => {
		const inPlace = reuseUnchanged(before[index], item);
		return inPlace === item ? reuseUnchanged(moved(item), item) : inPlace;
	});
	return items.length === before.length && items.every((item, index) => item === before[index]) ? before : items;
}
