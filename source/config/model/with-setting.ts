import type {Node} from 'jsonc-parser';
import type {Json} from './given.js';

/**
Returns the text of a configuration file with the top-level `key` set to `value`. Everything else is unchanged, including
comments and commas. A comment after the last setting stays after it. The text must be valid.
*/
export async function withSetting(text: string, key: string, value: Json): Promise<string> {
	const {findNodeAtLocation, parseTree} = await import('jsonc-parser');
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const root = parseTree(text, [], {allowTrailingComma: true, allowEmptyContent: true});
	const property = `${JSON.stringify(key)}: ${spaced(value)}`;
	if (!root) {
		const comments = text.trimEnd();
		return `${comments}${comments === '' ? '' : eol}{${eol}\t${property}${eol}}${eol}`;
	}

	const former = findNodeAtLocation(root, [key]);
	if (former) {
		return splice(text, former.offset, former.length, spaced(value));
	}

	const last = root.children?.at(-1);
	if (!last) {
		const close = root.offset + root.length - 1;
		const head = text.slice(0, close).trimEnd();
		return `${head}${eol}\t${property}${eol}${text.slice(close)}`;
	}

	const {lastEnd, commaEnd, lineEnd, isLineEnded} = await endOf(text, last);
	const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, last.offset))?.[1];
	const gap = isLineEnded || indent !== undefined ? `${eol}${indent ?? '\t'}` : ' ';
	const withProperty = splice(text, lineEnd, 0, `${gap}${property}${commaEnd === undefined ? '' : ','}`);
	return commaEnd === undefined ? splice(withProperty, lastEnd, 0, ',') : withProperty;
}

/** Finds the end of the last setting, of its comma, and of the comments after them on the same line. */
async function endOf(text: string, last: Node) {
	const {createScanner} = await import('jsonc-parser');
	const scanner = createScanner(text, false);
	const lastEnd = last.offset + last.length;
	let commaEnd: number | undefined;
	scanner.setPosition(lastEnd);
	for (let token = scanner.scan(); token !== kinds.closeBrace && token !== kinds.end; token = scanner.scan()) {
		if (token === kinds.comma) {
			commaEnd = scanner.getPosition();
		}
	}

	let lineEnd = commaEnd ?? lastEnd;
	scanner.setPosition(lineEnd);
	let token = scanner.scan();
	while (token === kinds.blank || token === kinds.lineComment || token === kinds.blockComment) {
		lineEnd = token === kinds.blank ? lineEnd : scanner.getPosition();
		token = scanner.scan();
	}

	return {lastEnd, commaEnd, lineEnd, isLineEnded: token === kinds.lineBreak};
}

/** The tokens of jsonc-parser by number: the package exports a `const enum`, which does not exist at run time. */
const kinds = {closeBrace: 2, comma: 5, lineComment: 12, blockComment: 13, lineBreak: 14, blank: 15, end: 17} as const;

function splice(text: string, offset: number, length: number, replacement: string): string {
	return text.slice(0, offset) + replacement + text.slice(offset + length);
}

/** Formats a value on one line, with a space after each comma. */
function spaced(value: Json): string {
	return Array.isArray(value) ? `[${value.map(item => JSON.stringify(item)).join(', ')}]` : JSON.stringify(value);
}
