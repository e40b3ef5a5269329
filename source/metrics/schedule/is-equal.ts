import {isDeepStrictEqual} from 'node:util';

/**
Returns whether two values are equal, as `isDeepStrictEqual` does. That one searches each object for cycles first, which takes
longer than to find the first of the figures of a reading that differs.
*/
export function isEqual(before: unknown, now: unknown): boolean {
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
