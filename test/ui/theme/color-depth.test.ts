import assert from 'node:assert/strict';
import {test} from 'node:test';
import {colorDepth} from '../../../source/ui/theme/color-depth.js';

test('a terminal without colours gets none, unless colours are required', () => {
	for (const TERM of ['dumb', 'vt100', 'vt220', 'vt320', 'xterm-mono', 'ansi-m']) {
		assert.equal(colorDepth('auto', {TERM}), 'none', TERM);
		assert.equal(colorDepth('auto', {TERM, FORCE_COLOR: '2'}), '256', TERM);
		assert.equal(colorDepth('16', {TERM}), '16', TERM);
	}

	assert.equal(colorDepth('auto', {TERM: 'vt100', COLORTERM: 'truecolor'}), 'none');
	for (const TERM of ['xterm', 'linux', 'screen', 'vte']) {
		assert.equal(colorDepth('auto', {TERM}), '16', TERM);
	}
});

test('NO_COLOR applies unless a depth is chosen', () => {
	const environment = {TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1'};
	assert.equal(colorDepth('auto', environment), 'none');
	assert.equal(colorDepth('256', environment), '256');
	assert.equal(colorDepth('auto', {...environment, NO_COLOR: ''}), 'truecolor');
});
