import fc from 'fast-check';

const codes = [
	'0',
	'1',
	'2',
	'4',
	'7',
	'22',
	'27',
	'31',
	'39',
	'42',
	'49',
	'90',
	'1;31',
	'38;5;208',
	'48;2;1;20;255',
	'',
];

export const sgr = fc.constantFrom(...codes.map(code => `\u001B[${code}m`));

/** Characters of a panel: letters, frames, bars, graphs. */
export const simpleCharacter = fc.constantFrom(...' ab19%~éµ·…→≥─│╭█░▇●▲✖⣀⣷');

/** Characters in names of hosts and processes. */
export const strangeCharacter = fc.constantFrom(
	'日',
	'한',
	'ｶﾞ',
	'e\u0301',
	'\u0301',
	'\u200B',
	'\u200D',
	'\u00AD',
	'\u00A0',
	'⚠\uFE0F',
	'1\uFE0F\u20E3',
	'👍🏿',
	'👨‍👩‍👧',
	'🇫🇷',
	'🇫',
	'⌚',
	'\uD83D',
	'ᄀ',
	'ᅡ',
);

/** Sequences and controls other than SGR codes of the common form. */
export const otherControl = fc.constantFrom(
	'\u001B',
	'\u001B[',
	'\u001B[2K',
	'\u001B[4:3m',
	'\u001B[38:2::1:2:3m',
	'\u001B[1234m',
	'\u001B]8;;https://example.org\u0007',
	'\u001B]8;;\u0007',
	'\u001B]0;title\u0007',
	'\u009B31m',
	'\u0000',
	'\t',
	'\r',
);

const joined = (parts: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
	fc.array(parts, {maxLength}).map(list => list.join(''));

export const simpleLine = joined(fc.oneof({weight: 4, arbitrary: simpleCharacter}, sgr), 40);

export const anyLine = joined(
	fc.oneof(
		{weight: 6, arbitrary: simpleCharacter},
		{weight: 3, arbitrary: sgr},
		{weight: 2, arbitrary: strangeCharacter},
		otherControl,
		fc.string({unit: 'binary', maxLength: 2}),
	),
	20,
);

export const anyText = joined(fc.oneof({weight: 4, arbitrary: anyLine}, fc.constantFrom('\n', '\r\n')), 8);
