import type {Replies} from './replies.js';
import {type Stdin, withRead} from './stdin.js';
import {pasteEnd, pasteStart} from './whole-pastes.js';

/** Matches the input of one key: a character, or an escape sequence, which may be incomplete. */
const keyPattern = /\u001B(?:\[(?:\[|[0-?]*[ -/]*)(?:[@-~]|$)|O[\d;]*.?|[^\u001B])?|./su;

/** Matches a paste, or the available part of an incomplete one. */
const pastePattern = new RegExp(`^${escaped(pasteStart)}.*?(?:${escaped(pasteEnd)}|$)`, 's');

/** Longer text is passed on unsplit. */
const maxCutLength = 32;

/**
Returns the input split into single keys and pastes; returns nothing once `isOver`. Keys typed after a key that changes the
view stay in the stream for the next view, even when they arrived in the same chunk. Replies of the terminal are left out.
*/
export function keyByKey(stdin: Stdin, isOver: () => boolean, replies: Replies): Stdin {
	return withRead(stdin, size => {
		if (isOver()) {
			return null;
		}

		let chunk = '';
		while (chunk === '') {
			const read: unknown = stdin.read(size);
			if (typeof read !== 'string') {
				return read;
			}

			chunk = replies.strip(read, stdin);
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
	const sequence = typed.indexOf('\u001B');
	// A reply of the terminal may follow.
	const text = sequence > 0 ? typed.slice(0, sequence) : typed;
	return text.length > maxCutLength && sequence !== 0 ? text : (keyPattern.exec(text)?.[0] ?? text);
}

function escaped(text: string): string {
	return text.replace('[', '\\[');
}
