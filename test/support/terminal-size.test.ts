import assert from 'node:assert/strict';
import {test} from 'node:test';
import {terminalSize} from '../../source/support/terminal-size.js';

for (const [name, terminal, env, size] of [
	['of its own', {columns: 120, rows: 40}, {COLUMNS: '80', LINES: '24'}, [120, 40]],
	['unknown', {columns: 0, rows: 0}, {}, [80, 24]],
	['of no terminal', {}, {}, [80, 24]],
	['unknown, with variables', {columns: 0, rows: 0}, {COLUMNS: '100', LINES: '30'}, [100, 30]],
	['half known', {columns: 132, rows: 0}, {COLUMNS: '100', LINES: '30'}, [132, 30]],
	['unknown, with variables that are none', {columns: 0, rows: 0}, {COLUMNS: '-1', LINES: '1e9'}, [80, 24]],
	['unknown, with variables of nothing', {columns: 0, rows: 0}, {COLUMNS: '0', LINES: ''}, [80, 24]],
] as const) {
	test(`the size of a terminal: ${name}`, () => {
		const {columns, rows} = terminalSize(terminal, env);
		assert.deepEqual([columns, rows], size);
	});
}
