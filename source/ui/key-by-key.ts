import {type Stdin, withRead} from './stdin.js';

/** What one key sends: a character, or a sequence of them after an escape, which may not be all there yet. */
const keyPattern = /\u001B(?:\[[0-?]*[ -/]*(?:[@-~]|$)|O.?|[^\u001B])?|./su;

/** Nobody types this many characters between two looks at the input: what is longer is pasted, and taken as it comes. */
const mostTyped = 32;

/**
The same input, one key at a time, and none once `isOver`: what is typed behind a key that changes the view stays for the
view that comes, although it may have arrived together with that key.
*/
export function keyByKey(stdin: Stdin, isOver: () => boolean): Stdin {
	return withRead(stdin, size => {
		if (isOver()) {
			return null;
		}

		const chunk: unknown = stdin.read(size);
		if (typeof chunk !== 'string' || chunk.length > mostTyped) {
			return chunk;
		}

		const [key = chunk] = keyPattern.exec(chunk) ?? [];
		if (key.length < chunk.length) {
			stdin.unshift(chunk.slice(key.length), 'utf8');
		}

		return key;
	});
}
