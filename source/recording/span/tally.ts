import type {Figure} from '../../measurements/codec.js';
import {fieldsOf} from '../../support/fields.js';
import {figures} from './figures.js';

/** The aggregate of a number over a period. */
type Course = {
	readonly figure: Figure;
	sum: number;
	weight: number;
	lowest: number;
	highest: number;
};

/** The aggregates of the numbers of a reading, in the shape of the reading. */
export type Tally = {
	readonly courses: Map<string, Course>;
	/** Aggregates of fields by name, and of list items by their keys. */
	readonly parts: Map<unknown, Tally>;
};

/** The requested value of a number: `usual` is that of its aggregation. */
export type Requested = 'lowest' | 'usual' | 'highest';

/** Fields that are not aggregated: the process list is handled separately, the others are not part of a message. */
const untouched: ReadonlySet<string> = new Set(['list', 'counters', 'coreMhz']);

/** Returns an empty tally. */
export function emptyTally(): Tally {
	return {courses: new Map(), parts: new Map()};
}

/** Adds a value with a weight. Missing numbers are ignored. */
export function addTo(tally: Tally, value: object, weight: number): void {
	if (Array.isArray(value)) {
		const keys = keysOf(value);
		for (const [index, item] of value.entries()) {
			addPart(tally, keys[index], item, weight);
		}

		return;
	}

	for (const [name, field] of Object.entries(value)) {
		if (typeof field === 'number') {
			addNumber(tally, name, field, weight);
		} else {
			addPart(tally, name, field, weight);
		}
	}
}

function addPart({parts}: Tally, key: unknown, value: unknown, weight: number): void {
	if (typeof value !== 'object' || value === null || (typeof key === 'string' && untouched.has(key))) {
		return;
	}

	let part = parts.get(key);
	if (!part) {
		part = emptyTally();
		parts.set(key, part);
	}

	addTo(part, value, weight);
}

function addNumber({courses}: Tally, name: string, value: number, weight: number): void {
	const course = courses.get(name);
	if (course) {
		course.sum += value * weight;
		course.weight += weight;
		course.lowest = Math.min(course.lowest, value);
		course.highest = Math.max(course.highest, value);
		return;
	}

	const figure = figures.get(name);
	if (figure !== undefined) {
		courses.set(name, {figure, sum: value * weight, weight, lowest: value, highest: value});
	}
}

/** Returns a value with its numbers replaced by the aggregates of a tally. Missing numbers stay missing. */
export function withTally<Value extends object>(value: Value, tally: Tally, requested: Requested): Value {
	// Only numbers are replaced, by other numbers.
	return changed(value, tally, requested) as Value;
}

function changed(value: unknown, tally: Tally | undefined, requested: Requested): unknown {
	if (typeof value !== 'object' || value === null || !tally) {
		return value;
	}

	if (Array.isArray(value)) {
		const keys = keysOf(value);
		return value.map((item, index) => changed(item, tally.parts.get(keys[index]), requested));
	}

	const entries = Object.entries(value).map(([name, field]) => {
		const course = typeof field === 'number' ? tally.courses.get(name) : undefined;
		return [
			name,
			course ? figureOf(course, field, requested) : changed(field, tally.parts.get(name), requested),
		] as const;
	});
	return Object.fromEntries(entries);
}

function figureOf({figure, sum, weight, lowest, highest}: Course, latest: number, requested: Requested): number {
	if (requested !== 'usual') {
		return requested === 'lowest' ? lowest : highest;
	}

	// A value that was known only in the first sample has no weight.
	const mean = weight === 0 ? latest : Math.min(highest, Math.max(lowest, sum / weight));
	switch (figure) {
		case 'mean':
			return mean;
		case 'whole mean':
			return Math.round(mean);
		case 'latest':
			return latest;
		case 'highest':
			return highest;
	}
}

/** Returns the keys of items: their names and, for equal names, their order. */
function keysOf(items: readonly unknown[]): readonly unknown[] {
	const counts = new Map<unknown, number>();
	return items.map(item => {
		const name = nameOf(item);
		const count = counts.get(name) ?? 0;
		counts.set(name, count + 1);
		return count === 0 ? name : `${name} ${count}`;
	});
}

const names = ['uniqueId', 'path', 'label', 'name', 'id'];

function nameOf(item: unknown): unknown {
	const fields = fieldsOf(item) ?? {};
	return names.map(name => fields[name]).find(name => name !== undefined);
}
