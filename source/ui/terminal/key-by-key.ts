import {type Stdin, withRead} from './stdin.js';
import {pasteEnd, pasteStart} from './whole-pastes.js';

/** Matches the input of one key: a character, or an escape sequence, which may be incomplete. */
const keyPattern = /\u001B(?:\[(?:\[|[0-?]*[ -/]*)(?:[@-~]|$)|O.?|[^\u001B])?|./su;

/** Matches a paste, or the available part of an incomplete one. */
const pastePattern = new RegExp(`^${escaped(pasteStart)}.*?(?:${escaped(pasteEnd)}|$)`, 's');

/**
Matches a reply of the terminal, such as its background colour (OSC 11) or its version (DCS). A slow connection or another
program leaves replies in the input. Its characters are not keys.
*/
const replyPattern = /^\u001B(?:\]\d+;|P[\d>!+$|])[^\u0007\u001B]*(?:\u0007|\u001B\\|$)/;

/** Longer input is passed on unsplit. */
const maxCutLength = 32;

/**
Returns the input split into single keys and pastes; returns nothing once `isOver`. Keys typed after a key that changes the
view stay in the stream for the next view, even when they arrived in the same chunk.
*/
export function keyByKey(stdin: Stdin, isOver: () => boolean): Stdin {
	return withRead(stdin, size => {
		if (isOver()) {
			return null;
		}

		const read: unknown = stdin.read(size);
		if (typeof read !== 'string') {
			return read;
		}

		const chunk = withoutReplies(read);
		const first = firstOf(chunk);
		if (first.length < chunk.length) {
			stdin.unshift(chunk.slice(first.length), 'utf8');
		}

		return first;
	});
}

function withoutReplies(chunk: string): string {
	const reply = replyPattern.exec(chunk)?.[0];
	return reply === undefined ? chunk : withoutReplies(chunk.slice(reply.length));
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
