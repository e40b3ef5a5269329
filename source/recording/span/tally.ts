import type {Figure} from '../../measurements/codec.js';
import {fieldsOf} from '../../support/fields.js';
import {figures} from './figures.js';

/** What a number was over a time. */
type Course = {
	readonly figure: Figure;
	sum: number;
	weight: number;
	lowest: number;
	highest: number;
};

/** What the numbers of a reading were over a time, in the shape of the reading. */
export type Tally = {
	readonly courses: Map<string, Course>;
	/** Of fields by their names, of the items of a list by what names them. */
	readonly parts: Map<unknown, Tally>;
};

/** Which of its values a number gets: the usual one is that of its figure. */
export type Wanted = 'lowest' | 'usual' | 'highest';

/** The list of processes has a rule of its own; the others are not part of a message. */
const untouched: ReadonlySet<string> = new Set(['list', 'counters', 'coreMhz']);

export function emptyTally(): Tally {
	return {courses: new Map(), parts: new Map()};
}

/** Adds what was known for a time. What is missing adds nothing. */
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

/** A value with what a tally knows of its numbers in their places. What is missing in it stays missing. */
export function withTally<Value extends object>(value: Value, tally: Tally, wanted: Wanted): Value {
	// Only numbers change, and only to other numbers.
	return changed(value, tally, wanted) as Value;
}

function changed(value: unknown, tally: Tally | undefined, wanted: Wanted): unknown {
	if (typeof value !== 'object' || value === null || !tally) {
		return value;
	}

	if (Array.isArray(value)) {
		const keys = keysOf(value);
		return value.map((item, index) => changed(item, tally.parts.get(keys[index]), wanted));
	}

	const entries = Object.entries(value).map(([name, field]) => {
		const course = typeof field === 'number' ? tally.courses.get(name) : undefined;
		return [name, course ? figureOf(course, field, wanted) : changed(field, tally.parts.get(name), wanted)] as const;
	});
	return Object.fromEntries(entries);
}

function figureOf({figure, sum, weight, lowest, highest}: Course, latest: number, wanted: Wanted): number {
	if (wanted !== 'usual') {
		return wanted === 'lowest' ? lowest : highest;
	}

	// What was known at the very first moment alone has no time.
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

/** What names an item; where several have the same name, their order too. */
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
