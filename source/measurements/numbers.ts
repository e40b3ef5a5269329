import type {AnyCodec, Leaf, ListPlace} from './codec.js';
import {isEventShape} from './event-path.js';
import {allSections} from './sections.js';
import type {Unit} from './unit.js';

/** A list in a message whose items have metric paths. */
export type PathList = ListPlace & {
	/** The location of the list in the message. */
	readonly place: readonly [section: string, ...names: string[]];
};

export type NumberOfMessage = Leaf & {readonly unit: Unit};

const found = [...allSections].flatMap(([name, {codec}]) => (codec ? inside(codec, name, [name]) : []));

type Found = {readonly shape: string; readonly number: NumberOfMessage} | {readonly list: PathList};

function inside({content}: AnyCodec, shape: string, place: PathList['place']): readonly Found[] {
	switch (content.kind) {
		case 'leaf': {
			const {unit} = content;
			return unit === undefined ? [] : [{shape, number: {...content, unit}}];
		}

		case 'members':
			return Object.values(content.fields).flatMap(field =>
				'unsent' in field ? [] : inside(field, `${shape}.${field.name}`, [...place, field.name]),
			);
		case 'items':
			return content.place
				? [{list: {...content.place, place}}, ...inside(content.item, `${content.place.head}[]`, place)]
				: [];
	}
}

/** The lists of the message, by the first name of the metric paths of their items. */
export const pathLists: ReadonlyMap<string, PathList> = new Map(
	found.flatMap(one => ('list' in one ? [[one.list.head, one.list] as const] : [])),
);

/**
All numbers of the message by the shape of their metric path, such as `disks[].percentage`. Numbers of processes and
identifiers are not included.
*/
export const numbers: ReadonlyMap<string, NumberOfMessage> = new Map(
	found.flatMap(one => ('number' in one ? [[one.shape, one.number] as const] : [])),
);

/**
Returns the unit by the shape of a metric path; `undefined` if it is not a number. Custom numbers and the counts of events
have the unit `number`.
*/
export function unitOf(shape: string): Unit | undefined {
	return numbers.get(shape)?.unit ?? (shape.startsWith('custom.') || isEventShape(shape) ? 'number' : undefined);
}
