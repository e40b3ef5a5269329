import {isDeepStrictEqual} from 'node:util';

/** Returns the earlier value when both are equal, so that comparisons by identity see no change. */
export function reuseUnchanged<Value>(before: Value | undefined, now: Value): Value {
	return before !== undefined && isEqual(before, now) ? before : now;
}

/**
Returns whether two values are equal, as `isDeepStrictEqual` does. That one searches each object for cycles first, which takes
longer than to find the first of the figures of a reading that differs.
*/
function isEqual(before: unknown, now: unknown): boolean {
	if (Object.is(before, now)) {
		return true;
	}

	if (isList(before) && isList(now)) {
		return before.length === now.length && before.every((item, index) => isEqual(item, now[index]));
	}

	if (!isPlain(before) || !isPlain(now)) {
		return typeof before === 'object' && typeof now === 'object' && isDeepStrictEqual(before, now);
	}

	let more = 0;
	for (const key in before) {
		if (!Object.hasOwn(now, key) || !isEqual(before[key], now[key])) {
			return false;
		}

		more += 1;
	}

	for (const _ in now) {
		more -= 1;
	}

	return more === 0;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Returns whether a value is an object that was written as `{…}`. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
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
