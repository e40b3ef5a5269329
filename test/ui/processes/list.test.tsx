import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {renderApp} from '../../helpers/render-app.js';
import {watchedState} from '../../helpers/states.js';

const size = {columns: 80, rows: 24};

const head = (rows: readonly string[]): string => rows.find(row => row.includes('COMMAND')) ?? '';

describe('the menu of columns', () => {
	it('removes, moves and adds columns, and restores the default ones', async () => {
		await using app = await renderApp(watchedState(), size);
		assert.match(head(app.rows()), /PID USER +CPU%↓ +MEM +THR S +TIME COMMAND/);
		await app.press('C');
		assert.match(app.rows().join('\n'), /\[x] user +owner/);
		await app.press('j');
		await app.press(' ');
		await app.press('\u{1B}[C');
		await app.press('\u{1B}');
		assert.match(head(app.rows()), /PID +MEM +CPU%↓ +THR S +TIME COMMAND/);
		await app.press('C');
		for (let count = 0; count < 12; count++) {
			await app.press('j');
		}

		await app.press('\r');
		await app.press('\u{1B}');
		assert.match(head(app.rows()), /PID +MEM +CPU%↓ +THR S +TIME +NI COMMAND/);
		await app.press('C');
		await app.press('=');
		await app.press('\u{1B}');
		assert.match(head(app.rows()), /PID USER +CPU%↓ +MEM +THR S +TIME COMMAND/);
	});

	it('keeps the last column', async () => {
		await using app = await renderApp(watchedState(), size);
		await app.press('C');
		for (let count = 0; count < 20; count++) {
			await app.press('\u{1B}[H');
			await app.press(' ');
		}

		assert.equal(app.rows().filter(row => row.includes('[x]')).length, 1);
	});
});
