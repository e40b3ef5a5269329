import {printableLine} from '../../support/printable.js';
import type {EventKind} from '../model/events.js';
import type {Severity} from '../values/severity.js';
import {unescaped} from './kernel-record.js';

/** What happened, from one of the sources. */
export type Happening = {
	readonly kind: EventKind;
	/** Default: the severity of the kind. */
	readonly severity?: Severity | undefined;
	readonly subject?: string | undefined;
	readonly pid?: number | undefined;
	readonly groupPath?: string | undefined;
	readonly text: string;
};

/** The named groups of a pattern. */
export type Groups = Readonly<Record<string, string | undefined>>;

const maxGroup = 1000;

/**
Returns the named groups of a pattern in a message, or `undefined` if it does not match. Names in messages come from
programs: they are unescaped, and what is not printable in them is replaced.
*/
export function groupsOf(pattern: RegExp, message: string): Groups | undefined {
	const match = pattern.exec(message);
	return (
		(match &&
			Object.fromEntries(
				Object.entries(match.groups ?? {}).map(([name, text]) => [
					name,
					text === undefined ? undefined : printableLine(unescaped(text), maxGroup),
				]),
			)) ??
		undefined
	);
}

/** A form of kernel messages, and the event that it reports. */
export type MessageForm = {
	readonly pattern: RegExp;
	readonly happening: (groups: Groups) => Happening | undefined;
};
