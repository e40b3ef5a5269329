import assert from 'node:assert/strict';
import process from 'node:process';
import {suite, test} from 'node:test';
import {renderApp} from '../helpers/render-app.js';
import {watchedState} from '../helpers/states.js';

process.env.TZ = 'UTC';

const inverse = '\u001B[7m';
const bold = '\u001B[1m';

suite('without colour', () => {
	for (const [what, keys] of [
		['the process list', ['\u001B[B']],
		['the sort menu', ['s']],
		['the options', ['o']],
		['the columns', ['C']],
	] as const) {
		test(`the selection is inverse in ${what}, and moves`, async () => {
			await using app = await renderApp(watchedState(), {columns: 100, rows: 30, colorDepth: 'none'});
			assert.ok(!app.attributes().some(row => row.includes(inverse)));
			for (const key of keys) {
				await app.press(key);
			}

			const selected = (): number => app.attributes().findIndex(row => row.includes(inverse));
			const first = selected();
			assert.notEqual(first, -1);
			await app.press('\u001B[B');
			assert.equal(selected(), first + 1);
		});
	}

	test('the frame of the focused panel is bold', async () => {
		await using app = await renderApp(watchedState(), {columns: 120, rows: 40, colorDepth: 'none'});
		const boldFrames = () =>
			app.attributes().filter(row => row.includes(`${bold}│`) || row.includes(`${bold}╰`)).length;
		assert.equal(boldFrames(), 0);
		await app.press('\t');
		assert.ok(boldFrames() > 2);
	});
});
