import assert from 'node:assert/strict';
import {test} from 'node:test';
import {screenToSvg} from '../../../scripts/screenshots/svg.js';
import {createEmulator} from '../../helpers/emulator.js';

async function svgOf(output: string, columns = 8, rows = 2): Promise<string> {
	const emulator = createEmulator(columns, rows);
	await new Promise<void>(resolve => emulator.write(output, resolve));
	return screenToSvg(emulator, 'title');
}

const cases: ReadonlyArray<readonly [name: string, output: string, expected: string]> = [
	[
		'a word is stretched to its cells',
		'ab',
		'<text x="0" y="12" textLength="16" lengthAdjust="spacingAndGlyphs" fill="#d5d8de">ab</text>',
	],
	['a word ends where the colour does', '\u001B[38;2;1;2;3ma\u001B[0mb', 'fill="#010203">a</text>'],
	[
		'a symbol stands in the middle of its cell',
		' ▲',
		'<text x="12" y="12" text-anchor="middle" fill="#d5d8de">▲</text>',
	],
	['markup characters are escaped', '<&', '&lt;&amp;</text>'],
	['a border is one stroke from edge to edge', '──', 'stroke="#d5d8de" d="M0 8h8M8 8h8"'],
	['a corner joins the row and the column', '\n┐', 'd="M0 24L4 24L4 32"'],
	['a rounded corner ends in the middle of the edges', '╭', 'd="M4 16v-4q0 -4 4 -4"'],
	['a block of three eighths fills three eighths from below', '▃', 'd="M0 10h8v6h-8z"'],
	['a braille pattern has its dots', '⡀', 'd="M2 14h0"'],
	['a shade is see-through', '░', 'fill-opacity=".25" d="M0 0h8v16h-8z"'],
	['inverse swaps the colours', '\u001B[7m \u001B[0m', '<path fill="#d5d8de" d="M0 0h8v16h-8z"/>'],
	[
		'neighbours of one background are one rectangle',
		'\u001B[48;5;196m   ',
		'<path fill="#ff0000" d="M0 0h24v16h-24z"/>',
	],
	['a grey of the 256 colours', '\u001B[38;5;232mx', 'fill="#080808"'],
	['bold', '\u001B[1mx', ' font-weight="bold"'],
];

for (const [name, output, expected] of cases) {
	test(name, async () => {
		const svg = await svgOf(output.replace('\n', '\r\n'));
		assert.ok(svg.includes(expected), svg);
	});
}

test('an empty screen has nothing but its paper', async () => {
	assert.doesNotMatch(await svgOf(''), /<text|<path/);
});

test('the picture is as large as the screen', async () => {
	assert.match(await svgOf('', 80, 24), /width="820" height="500" viewBox="-8 -8 656 400"/);
});
