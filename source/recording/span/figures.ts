import type {AnyCodec, Figure} from '../../measurements/codec.js';
import {allSections} from '../../measurements/sections.js';

/**
By the name of a field of a reading. What is not here does not vary (sizes, limits, numbers that name something) or only
grows (counters): the latest value says everything.
*/
export const figures: ReadonlyMap<string, Figure> = new Map([
	...allSections.flatMap(([name, {codec}]) => (codec ? figuresIn(codec, name) : [])),
	// Inodes have an object of their own in a reading and none in a message.
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
