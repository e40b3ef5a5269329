import type {EventKind} from '../metrics/model/events.js';
import {eventKindNames} from '../metrics/values/event-kinds.js';
import {fieldsOf, numberOf, textOf} from '../support/fields.js';
import {suggestion} from '../support/nearest.js';
import type {ReadSection} from './sections.js';

const prefix = 'event ';

/**
Parses the path to the events of a kind: `event oom_kill`, or `event segfault[nginx]` for those of one subject or control
group. Returns `undefined` for other text. Throws an error if there is no such kind.

The places of the path are the events in the message; their value is how many times they happened.
*/
export function parseEventPath(text: string) {
	const [, name, selector] = /^event\s+([a-z_]+)(?:\[(.+)\])?$/s.exec(text.trim()) ?? [];
	if (name === undefined) {
		return undefined;
	}

	const kind = eventKindNames.find(one => one === name);
	if (kind === undefined) {
		const hint = suggestion(name, eventKindNames) || `; events are ${eventKindNames.join(', ')}`;
		throw new Error(`"${text}": there is no event "${name}"${hint}`);
	}

	return {
		text: pathOf(kind, selector),
		shape: `${prefix}${kind}`,
		head: `${prefix}${kind}`,
		section: 'events',
		// Without an event there is no series, whatever the selector.
		selector: undefined,
		resolve(readSection: ReadSection) {
			const list = fieldsOf(readSection('events'))?.list;
			return Array.isArray(list) ? list.flatMap(item => placeOf(item, kind, selector)) : undefined;
		},
	};
}

/** Returns whether a path leads to events. */
export function isEventPath({shape}: {readonly shape: string}): boolean {
	return isEventShape(shape);
}

export function isEventShape(shape: string): boolean {
	return shape.startsWith(prefix);
}

function pathOf(kind: EventKind, subject: string | undefined): string {
	return `${prefix}${kind}${subject === undefined ? '' : `[${subject}]`}`;
}

function placeOf(item: unknown, kind: EventKind, selector: string | undefined) {
	const event = fieldsOf(item);
	if (event?.kind !== kind) {
		return [];
	}

	const [subject, group] = [textOf(event.subject), textOf(event.group)];
	if (selector !== undefined && selector !== subject && selector !== group) {
		return [];
	}

	const path = pathOf(kind, subject ?? group);
	return [{path, value: numberOf(event.count), name: textOf(event.text), item}];
}
