import path from 'node:path';
import type {Node, ParseError} from 'jsonc-parser';
import {type Given, keyPath, type Secrets} from '../model/given.js';
import {UsageError} from '../model/usage-error.js';

/**
Parses JSON with comments and trailing commas; every value has its place. Returns `undefined` for a text that contains only
comments.

The message of a syntax error omits the text: it may be a secret that lacks a quote.
*/
export async function parseConfig(
	text: string,
	file: string,
	secretsAt: SecretsAt = () => undefined,
): Promise<Given | undefined> {
	const source = text.replace(/^\uFEFF/, '');
	const place: Locate = offset => {
		const lines = source.slice(0, offset).split('\n');
		return `${file}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
	};

	const {parseTree, printParseErrorCode} = await import('jsonc-parser');
	const errors: ParseError[] = [];
	try {
		const root = parseTree(source, errors, {allowTrailingComma: true, allowEmptyContent: true});
		const [error] = errors;
		if (error) {
			const rule = rules[printParseErrorCode(error.error)] ?? 'unexpected text';
			throw new UsageError(`${place(error.offset)}: invalid JSON: ${rule}`);
		}

		return root && locate(root, '', {place, secretsAt, directory: path.dirname(path.resolve(file))});
	} catch (error) {
		// The parser and `locate` recurse into brackets.
		throw error instanceof RangeError
			? new UsageError(`${file}: the values are nested too deeply`, {cause: error})
			: error;
	}
}

/** Returns the sources of the secrets for the value at a path. */
export type SecretsAt = (path: string) => Secrets | undefined;

/** Returns the place of an offset: `config.json:3:14`. */
type Locate = (offset: number) => string;

type Surroundings = {readonly place: Locate; readonly secretsAt: SecretsAt; readonly directory: string};

function locate({type, offset, value, children = []}: Node, keys: string, around: Surroundings): Given {
	const subject = () => `${around.place(offset)}: ${keys || 'the configuration'}`;
	const common = {subject, secrets: around.secretsAt(keys), directory: around.directory};
	switch (type) {
		case 'object':
			return {...common, kind: 'object', members: children.flatMap(child => locateMember(child, keys, around))};
		case 'array':
			return {
				...common,
				kind: 'list',
				items: children.map((child, index) => locate(child, `${keys}[${index}]`, around)),
			};
		default:
			return {...common, kind: 'scalar', value};
	}
}

function locateMember({children: [key, value] = []}: Node, parentPath: string, around: Surroundings) {
	if (!key || !value) {
		return [];
	}

	const name = String(key.value);
	const keys = keyPath(parentPath, name);
	return [{key: name, subject: () => `${around.place(key.offset)}: ${keys}`, value: locate(value, keys, around)}];
}

/** Messages by the names of the errors of jsonc-parser. */
const rules: Readonly<Record<string, string>> = {
	InvalidSymbol: 'a value, or a key in double quotes, is expected',
	InvalidNumberFormat: 'the number is not complete',
	PropertyNameExpected: 'a key in double quotes is expected',
	ValueExpected: 'a value is expected',
	ColonExpected: 'a colon is expected',
	CommaExpected: 'a comma is expected',
	CloseBraceExpected: 'a closing } is expected',
	CloseBracketExpected: 'a closing ] is expected',
	EndOfFileExpected: 'nothing more is expected',
	InvalidCommentToken: 'a comment is not possible here',
	UnexpectedEndOfComment: 'the comment is not closed',
	UnexpectedEndOfString: 'the string is not closed on its line',
	UnexpectedEndOfNumber: 'the number is not complete',
	InvalidUnicode: 'four hexadecimal digits are expected after \\u',
	InvalidEscapeCharacter: 'the character after the backslash cannot be escaped',
	InvalidCharacter: 'control characters in a string must be escaped',
};
