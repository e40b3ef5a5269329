import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import headless from '@xterm/headless';
import {inkReplacements} from '../../../source/ui/ink/bundle-plugin.js';
import {bundled} from './bundled.js';
import type * as screens from './random-screens.js';
import {cellsAfter} from './terminal-cells.js';

const framesPerScreen = 8;

/** The only intended difference: the alternate screen begins at its top. */
const enter = '\u{1B}[?1049h';
const home = '\u{1B}[1;1H';

describe('frames of the bundle', () => {
	const colour = process.env.FORCE_COLOR;
	let ours: typeof screens;
	let original: typeof screens;

	before(async () => {
		process.env.FORCE_COLOR = '3';
		const program = "export * from './test/ui/ink/random-screens.tsx'";
		ours = await bundled<typeof screens>(program, [inkReplacements()]);
		original = await bundled<typeof screens>(program, []);
	});

	after(() => {
		if (colour === undefined) {
			delete process.env.FORCE_COLOR;
		} else {
			process.env.FORCE_COLOR = colour;
		}
	});

	it('equal those of the published Ink, byte for byte', async () => {
		for (let seed = 1; seed <= 25; seed++) {
			const expected = await original.drawScreens(seed, framesPerScreen, true);
			assert.ok(new Set(expected).size > 1);
			const actual = await ours.drawScreens(seed, framesPerScreen, true);
			assert.deepEqual(
				actual.map(frame => frame.replace(enter + home, enter)),
				expected,
				`seed ${seed}`,
			);
		}
	});

	it('give the same terminal cells as those of the published Ink', async () => {
		// A line feed also returns the carriage, as the terminal driver does.
		const options = {cols: ours.columns, rows: ours.rows, convertEol: true, allowProposedApi: true};
		for (let seed = 1; seed <= 10; seed++) {
			const ourTerminal = new headless.Terminal(options);
			const terminal = new headless.Terminal(options);
			const expected = await original.drawScreens(seed, framesPerScreen, false);
			const actual = await ours.drawScreens(seed, framesPerScreen, false);
			for (const [index, bytes] of expected.entries()) {
				const seen = await cellsAfter(ourTerminal, actual[index] ?? '');
				assert.deepEqual(seen, await cellsAfter(terminal, bytes), `seed ${seed}, frame ${index}`);
			}
		}
	});
});
