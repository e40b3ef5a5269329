import assert from 'node:assert/strict';
import test from 'node:test';
import {usualSpoolDirectory} from '../../source/delivery/spool.js';

const home = () => '/home/ada';

test('the spool is in the state directory of the user', () => {
	assert.equal(usualSpoolDirectory({XDG_STATE_HOME: '/var/state'}, home), '/var/state/mon-tui/spool');
	assert.equal(usualSpoolDirectory({}, home), '/home/ada/.local/state/mon-tui/spool');
	assert.equal(usualSpoolDirectory({XDG_STATE_HOME: 'relative'}, home), '/home/ada/.local/state/mon-tui/spool');
});

test('a user without a home has none', () => {
	const homeless = () => {
		throw new Error('no such user');
	};
	assert.equal(usualSpoolDirectory({}, homeless), undefined);
});
