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

/** Codes that show on a blank: background, inverse, underline, strikethrough, overline. The colour of a blank does not. */
const shownOnBlanks = /\u001B\[(?:4[0-8]|10[0-7]|[479]|21|53)[;m]/;

const blanks = /^ +$/;

/** Maximum number of styles, and of codes and styles that may follow one; a theme has some dozens. */
const most = 128;

/** What follows a style: its meaning together with a code, and the codes that lead to another style. */
type Following = {readonly after: Map<string, Style>; readonly to: Map<string, string>};

const following = new Map<string, Following>();

/** Returns the style after a code. */
export function styleAfter(style: Style, code: string): Style {
	const {after} = followingOf(style);
	return after.get(code) ?? kept(after, code, styleBehind([...style.codes, ...tokenize(code)]));
}

/** Returns the codes that change one style into another. */
export function codesBetween(from: Style, to: Style): string {
	const codes = followingOf(from).to;
	return codes.get(to.spelling) ?? kept(codes, to.spelling, ansiCodesToString(diffAnsiCodes(from.codes, to.codes)));
}

/** Returns whether a blank in the style differs from one of the terminal. */
export function showsOnBlanks({spelling}: Style): boolean {
	return spelling !== '' && shownOnBlanks.test(spelling);
}

/** Returns whether a text shows its style: blanks look the same in any foreground. */
export function hasLook(text: string, style: Style): boolean {
	return !blanks.test(text) || showsOnBlanks(style);
}

function followingOf({spelling}: Style): Following {
	return following.get(spelling) ?? kept(following, spelling, {after: new Map(), to: new Map()});
}

/** Returns the style of a character after these tokens. */
function styleBehind(tokens: readonly Token[]): Style {
	const codes = styledCharsFromTokens([...tokens, {type: 'char', value: '', fullWidth: false}])[0]?.styles ?? [];
	return {codes, spelling: ansiCodesToString(codes)};
}

/** Returns a value after keeping it. */
function kept<Value>(map: Map<string, Value>, key: string, value: Value): Value {
	if (map.size >= most) {
		map.clear();
	}

	map.set(key, value);
	return value;
}
