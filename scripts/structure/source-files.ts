import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

export type SourceFile = {
	/** Its path below `source/`. */
	readonly file: string;
	readonly lines: number;
	/** Its text with spaces in place of the comments, line by line as it was. */
	readonly code: string;
};

const template = '`(?:\\\\[\\s\\S]|[^`\\\\])*`';
const regularExpression = String.raw`(?<=(?:[(,=:[!&|?{};]|\breturn)\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`;

/** A regular expression for the literals in which quotes, brackets and slashes mean nothing to the code around. */
export const literal = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|${template}|${regularExpression}`;

const literalOrComment = new RegExp(String.raw`(${literal})|\/\*[\s\S]*?\*\/|\/\/[^\n]*`, 'g');

/** Reads every file of code below a folder. */
export function readSource(folder: string): readonly SourceFile[] {
	return readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.filter(file => /\.(?:tsx?|js)$/.test(file))
		.sort()
		.map(file => {
			const text = readFileSync(path.join(folder, file), 'utf8');
			return {file, lines: text.split('\n').length - 1, code: withoutComments(text)};
		});
}

/** Returns the number of lines of a file that are neither blank nor comment. */
export function codeLines({code}: SourceFile): number {
	return code.split('\n').filter(line => line.trim() !== '').length;
}

function withoutComments(text: string): string {
	return text.replaceAll(literalOrComment, (found, kept: string | undefined) => kept ?? found.replaceAll(/\S/g, ' '));
}
