import assert from 'node:assert/strict';
import {test} from 'node:test';
import {renderApp} from '../../helpers/render-app.js';
import {watchedState} from '../../helpers/states.js';

test('a menu that is higher than the screen says which part is visible, with and without room for its keys', async () => {
	for (let columns = 38; columns <= 45; columns++) {
		await using app = await renderApp(watchedState(), {columns, rows: 12});
		await app.press('s');
		assert.match(app.rows().join('\n'), /Sort by .*\d+–\d+ of \d+/, `${columns} columns`);
	}
});
