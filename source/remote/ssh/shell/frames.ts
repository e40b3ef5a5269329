import type {Buffer} from 'node:buffer';
import {type Group, groups} from './script.js';

/** Output of the script for one request. */
export type Frame = {
	readonly group: Group;
	/** The number of lines in the group. */
	readonly count: number;
	/** The printed lines, as Latin-1. */
	readonly lines: readonly string[];
};

/** A reader of frames. Every line comes from outside. */
export type FrameReader = {
	/** Returns the frame that this line completes. Throws an error for a line that the script does not print. */
	add(line: Buffer): Frame | undefined;
};

const maxLines = 200_000;
/** The maximum size of a frame, and of the lines of a group. */
export const maxBytes = 32 * 1024 * 1024;
const maxLineBytes = 16 * 1024;

export function frameReader(): FrameReader {
	let open: {readonly group: Group; readonly count: number; readonly lines: string[]; bytes: number} | undefined;

	return {
		add(line) {
			if (line.length > maxLineBytes) {
				throw new Error(`the machine sent a line of ${line.length} bytes`);
			}

			const text = line.toString('latin1');
			if (!open) {
				const [, letter = '', count] = /^=([a-z]) (\d{1,6})$/.exec(text) ?? [];
				if (!isGroup(letter)) {
					throw new Error('the machine sent a line that the script does not print');
				}

				open = {group: letter, count: Number(count), lines: [], bytes: 0};
				return undefined;
			}

			if (text === '.') {
				const {group, count, lines} = open;
				open = undefined;
				return {group, count, lines};
			}

			open.bytes += text.length;
			open.lines.push(text);
			if (open.lines.length > maxLines || open.bytes > maxBytes) {
				throw new Error('the machine sent more than the files of a kernel contain');
			}

			return undefined;
		},
	};
}

function isGroup(letter: string): letter is Group {
	return Object.hasOwn(groups, letter);
}
