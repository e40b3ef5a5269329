import {type Stdin, withRead} from './stdin.js';
import {pasteEnd, pasteStart} from './whole-pastes.js';

/** What one key sends: a character, or a sequence of them after an escape, which may not be all there yet. */
const keyPattern = /\u001B(?:\[[0-?]*[ -/]*(?:[@-~]|$)|O.?|[^\u001B])?|./su;

/** A paste that is all there; of one that is not, what there is. */
const pastePattern = new RegExp(`^${escaped(pasteStart)}.*?(?:${escaped(pasteEnd)}|$)`, 's');

/** More at once is taken as it comes. */
const maxCutLength = 32;

/**
The same input, one key or paste at a time, and none once `isOver`: what is typed behind a key that changes the view stays
for the view that comes, although it may have arrived together with that key.
*/
export function keyByKey(stdin: Stdin, isOver: () => boolean): Stdin {
	return withRead(stdin, size => {
		if (isOver()) {
			return null;
		}

		const chunk: unknown = stdin.read(size);
		if (typeof chunk !== 'string') {
			return chunk;
		}

		const first = firstOf(chunk);
		if (first.length < chunk.length) {
			stdin.unshift(chunk.slice(first.length), 'utf8');
		}

		return first;
	});
}

function firstOf(chunk: string): string {
	const index = chunk.indexOf(pasteStart);
	if (index === 0) {
		return pastePattern.exec(chunk)?.[0] ?? chunk;
	}

	const typed = index === -1 ? chunk : chunk.slice(0, index);
	return typed.length > maxCutLength ? typed : (keyPattern.exec(typed)?.[0] ?? typed);
}

function escaped(text: string): string {
	return text.replace('[', '\\[');
}
