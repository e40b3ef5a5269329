import type {AnyCodec, Leaf, ListPlace} from './codec.js';
import {allSections} from './sections.js';
import type {Unit} from './unit.js';

/** A list of the message to whose items metric paths lead. */
export type PathList = ListPlace & {
	/** Where it stands in the message. */
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

/** By the first name of the paths that lead to their items. */
export const pathLists: ReadonlyMap<string, PathList> = new Map(
	found.flatMap(one => ('list' in one ? [[one.list.head, one.list] as const] : [])),
);

/**
Every number of the message by the shape of its metric path: `disks[].percentage`. Numbers of processes and identifiers are
left out: they are not of the machine.
*/
export const numbers: ReadonlyMap<string, NumberOfMessage> = new Map(
	found.flatMap(one => ('number' in one ? [[one.shape, one.number] as const] : [])),
);

/** Of the shape of a metric path. `undefined`: no number of the message is there. What is your own has no unit. */
export function unitOf(shape: string): Unit | undefined {
	return numbers.get(shape)?.unit ?? (shape.startsWith('custom.') ? 'number' : undefined);
}
