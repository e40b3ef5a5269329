/** Names of keys other than characters, by what terminals send for them after the escape character. */
const sequences: Readonly<Record<string, string>> = {
	...named('up', '[A', 'OA'),
	...named('down', '[B', 'OB'),
	...named('right', '[C', 'OC'),
	...named('left', '[D', 'OD'),
	...named('home', '[H', 'OH', '[1~', '[7~'),
	...named('end', '[F', 'OF', '[4~', '[8~'),
	...named('insert', '[2~'),
	...named('delete', '[3~'),
	// xterm, rxvt.
	...named('ctrl+right', '[1;5C', '[1;3C', 'Oc'),
	...named('ctrl+left', '[1;5D', '[1;3D', 'Od'),
	// Alt and a character.
	...named('alt+b', 'b'),
	...named('alt+d', 'd'),
	...named('alt+f', 'f'),
	...named('alt+backspace', '\u{7F}'),
	...named('pageup', '[5~', '[[5~'),
	...named('pagedown', '[6~', '[[6~'),
	...named('shift+tab', '[Z'),
	...named('enter', 'OM'),
	// xterm, VT220 and kitty, rxvt and PuTTY, the Linux console.
	...named('f1', 'OP', '[P', '[11~', '[[A'),
	...named('f2', 'OQ', '[Q', '[12~', '[[B'),
	...named('f3', 'OR', '[R', '[13~', '[[C'),
	...named('f4', 'OS', '[S', '[14~', '[[D'),
	...named('f5', '[15~', '[[E'),
	...named('f6', '[17~'),
	...named('f7', '[18~'),
	...named('f8', '[19~'),
	...named('f9', '[20~'),
	...named('f10', '[21~'),
	...named('f11', '[23~'),
	...named('f12', '[24~'),
};

function named(name: string, ...endings: readonly string[]): Readonly<Record<string, string>> {
	return Object.fromEntries(endings.map(ending => [ending, name]));
}

/** Names of keys that send a single character. */
const namedCharacters: Readonly<Record<string, string>> = {
	' ': 'space',
	'\t': 'tab',
	'\r': 'enter',
	'\n': 'enter',
	'\u{7F}': 'backspace',
	'\b': 'backspace',
	'\u{1B}': 'escape',
};

/**
The keys that only an input line distinguishes, and those that act in their place elsewhere: an arrow without Ctrl, and for
Alt and a key, Escape and that key, because a terminal sends the same for both.
*/
const plain: Readonly<Record<string, readonly string[]>> = {
	'ctrl+right': ['right'],
	'ctrl+left': ['left'],
	'alt+b': ['escape', 'b'],
	'alt+d': ['escape', 'd'],
	'alt+f': ['escape', 'f'],
	'alt+backspace': ['escape', 'backspace'],
};

/** Names of keys other than single characters. */
export const namedKeys: readonly string[] = [
	...new Set(['space', 'tab', ...Object.values(namedCharacters), ...Object.values(sequences)]),
].filter(name => plain[name] === undefined);

/** Returns the keys that act in place of a key where no input line has the keys. */
export function plainKeys(name: string): readonly string[] {
	return plain[name] ?? [name];
}

/** Matches a sequence with modifiers, such as Ctrl-Right, which acts as the key without them. Function keys do not. */
const modifiedMovement = /^\[1;\d+([ABCDHF])$|^\[([56]);\d+~$|^O([abcd])$|^\[([abcd]|[78][$^@])$/;

/**
Returns the names of the keys in one piece of input: a sequence of the terminal, or characters. Fast typing delivers several
characters at once; each one is a key. A sequence that belongs to no key has no name.
*/
export function keyNames(input: string): readonly string[] {
	if (input === '\u{1B}\u{1B}') {
		return ['escape'];
	}

	if (input.startsWith('\u{1B}') && input.length > 1) {
		// Escape and then a key, in one piece on a slow machine. Few terminals send the same for Alt and the key.
		return input.startsWith('\u{1B}\u{1B}')
			? ['escape', ...sequenceNames(input.slice(2))]
			: sequenceNames(input.slice(1));
	}

	return [...input].map(character => namedCharacters[character] ?? controlName(character) ?? character);
}

function sequenceNames(sequence: string): readonly string[] {
	const name = sequences[sequence] ?? sequences[withoutModifiers(sequence)];
	if (name !== undefined) {
		return [name];
	}

	// Escape and a character that arrive together. Terminals send the same for Alt and the character.
	return [...sequence].length === 1 && sequence !== '[' && sequence !== 'O' ? ['escape', ...keyNames(sequence)] : [];
}

function withoutModifiers(sequence: string): string {
	const [found, letter, page, ss3, rxvt] = modifiedMovement.exec(sequence) ?? [];
	if (found === undefined) {
		return '';
	}

	return page === undefined ? `[${(letter ?? ss3 ?? rxvt ?? '').replace(/[$^@]$/, '~').toUpperCase()}` : `[${page}~`;
}

/** Returns the name of a control character: `ctrl+c`. */
function controlName(character: string): string | undefined {
	const code = character.codePointAt(0) ?? 0;
	return code >= 1 && code <= 26 ? `ctrl+${String.fromCodePoint(code + 0x60)}` : undefined;
}
