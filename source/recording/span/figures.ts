import type {AnyCodec, Figure} from '../../measurements/codec.js';
import {allSections} from '../../measurements/sections.js';

/**
The aggregation of numbers, by field name of a reading. Other fields are constant (sizes, limits, ids) or only grow
(counters): their latest value is used.
*/
export const figures: ReadonlyMap<string, Figure> = new Map([
	...allSections.flatMap(([name, {codec}]) => (codec ? figuresIn(codec, name) : [])),
	// Inodes are an object in a reading, but not in a message.
	['free', 'whole mean'],
]);

function figuresIn({content}: AnyCodec, key: string): readonly (readonly [string, Figure])[] {
	switch (content.kind) {
		case 'leaf':
			return content.figure === undefined ? [] : [[key, content.figure]];
		case 'members':
			return Object.entries(content.fields).flatMap(([name, field]) =>
				'unsent' in field ? [] : figuresIn(field, name),
			);
		case 'items':
			return figuresIn(content.item, key);
	}
}
