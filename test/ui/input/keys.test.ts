import assert from 'node:assert/strict';
import {test} from 'node:test';
import {actionOf, keyBindings, keyFaults, keyNames, rebind} from '../../../source/ui/input/keys.js';

const noKey = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

test('no key is bound to two actions', () => {
	const keys = keyBindings.flatMap(({keys: names}) => names);
	assert.equal(new Set(keys).size, keys.length);
});

test('only quitting and shell conventions need a function key or Ctrl', () => {
	for (const {action, keys} of keyBindings) {
		if (!['redraw', 'suspend'].includes(action)) {
			assert.ok(
				keys.some(key => !key.startsWith('ctrl+') && !/^f\d/.test(key)),
				action,
			);
		}
	}
});

test('Esc never quits', () => {
	assert.equal(actionOf('escape', keyBindings), 'close');
});

test('characters that arrive together are separate keys', () => {
	assert.deepEqual(keyNames('tP /', noKey), ['t', 'P', 'space', '/']);
	assert.deepEqual(keyNames('c', {...noKey, ctrl: true}), ['ctrl+c']);
	assert.deepEqual(keyNames('', {...noKey, tab: true, shift: true}), ['shift+tab']);
	assert.deepEqual(keyNames('', {...noKey, pageDown: true}), ['pagedown']);
});

test('a rebound action has the new keys and not the old ones', () => {
	const bindings = rebind({nextView: 'w ctrl+w', faster: 'F'});
	assert.equal(actionOf('w', bindings), 'nextView');
	assert.equal(actionOf('ctrl+w', bindings), 'nextView');
	assert.equal(actionOf('v', bindings), undefined);
	assert.equal(actionOf('<', bindings), undefined);
	assert.equal(actionOf('q', bindings), 'quit');
});

const mistakes: readonly (readonly [Readonly<Record<string, string>>, readonly (readonly [string, RegExp])[]])[] = [
	[{nextVeiw: 'w'}, [['nextVeiw', /unknown action; did you mean "nextView"\?/]]],
	[{frobnicate: 'w'}, [['frobnicate', /unknown action; known actions: help, quit/]]],
	[{nextView: 'q'}, [['nextView', /"q" is bound to both quit and nextView/]]],
	[{help: 'q'}, [['help', /"q" is bound to both help and quit/]]],
	[{tree: 'Y', perCore: 'Y'}, [['perCore', /"Y" is bound to both tree and perCore/]]],
	[
		{constructor: 'w', nextView: 'q'},
		[
			['constructor', /unknown action/],
			['nextView', /bound to both/],
		],
	],
	[{nextView: 'w ctrl-w'}, [['nextView', /unknown key "ctrl-w"; use a character, ctrl\+ and a letter, or space/]]],
	[{nextView: 'PgUp pageupp'}, [['nextView', /unknown key "PgUp"/]]],
	[{nextView: 'escpe'}, [['nextView', /unknown key "escpe"; did you mean "escape"\?/]]],
	[{nextView: 'w ctrl+w F1'}, [['nextView', /unknown key "F1"/]]],
	[{nextView: 'w ctrl+w é'}, []],
];

for (const [overrides, expected] of mistakes) {
	test(`the errors in ${JSON.stringify(overrides)} are reported for every named action`, () => {
		const faults = [...keyFaults(overrides)];
		assert.deepEqual(
			faults.map(([action]) => action),
			expected.map(([action]) => action),
		);
		for (const [index, [, fault]] of faults.entries()) {
			assert.match(fault, expected[index]?.[1] ?? /never/);
		}
	});
}
