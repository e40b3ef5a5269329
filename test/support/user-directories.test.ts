import assert from 'node:assert/strict';
import test from 'node:test';
import {stateDirectory} from '../../source/support/user-directories.js';

const home = () => '/home/ada';

test('the state directory follows the XDG specification', () => {
	assert.equal(stateDirectory({XDG_STATE_HOME: '/var/state'}, home), '/var/state/mon-tui');
	assert.equal(stateDirectory({}, home), '/home/ada/.local/state/mon-tui');
	assert.equal(stateDirectory({XDG_STATE_HOME: 'relative'}, home), '/home/ada/.local/state/mon-tui');
});

test('a user without a home directory has no state directory', () => {
	const homeless = () => {
		throw new Error('no such user');
	};
	assert.equal(stateDirectory({}, homeless), undefined);
});
