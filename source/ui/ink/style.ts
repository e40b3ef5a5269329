import {
	type AnsiCode,
	ansiCodesToString,
	diffAnsiCodes,
	styledCharsFromTokens,
	type Token,
	tokenize,
} from 'original:@alcalzone/ansi-tokenize';

/** Active codes, reduced as ansi-tokenize 0.3.2 does, and their serialization. */
export type Style = {readonly codes: readonly AnsiCode[]; readonly spelling: string};

export const plain: Style = {codes: [], spelling: ''};

/** Maximum number of styles, and of codes and styles that may follow one; a theme has some dozens. */
const most = 128;

/** What follows a style: its meaning together with a code, and the codes that lead to another style. */
type Following = {readonly after: Map<string, Style>; readonly to: Map<string, string>};

const following = new Map<string, Following>();

/** Returns the style after a code. */
export function styleAfter(style: Style, code: string): Style {
	return cached(followingOf(style).after, code, () => styleBehind([...style.codes, ...tokenize(code)]));
}

/** Returns the codes that change one style into another. */
export function codesBetween(from: Style, to: Style): string {
	return cached(followingOf(from).to, to.spelling, () => ansiCodesToString(diffAnsiCodes(from.codes, to.codes)));
}

function followingOf({spelling}: Style): Following {
	return cached(following, spelling, () => ({after: new Map(), to: new Map()}));
}

/** Returns the style of a character after these tokens. */
function styleBehind(tokens: readonly Token[]): Style {
	const codes = styledCharsFromTokens([...tokens, {type: 'char', value: '', fullWidth: false}])[0]?.styles ?? [];
	return {codes, spelling: ansiCodesToString(codes)};
}

/** Returns the value of `key`, and computes it when it is missing. */
function cached<Value>(map: Map<string, Value>, key: string, compute: () => Value): Value {
	let value = map.get(key);
	if (value === undefined) {
		if (map.size >= most) {
			map.clear();
		}

		value = compute();
		map.set(key, value);
	}

	return value;
}
