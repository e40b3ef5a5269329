import assert from 'node:assert/strict';
import {test} from 'node:test';
import {actionsByKey, keyBindings, keyNames, rebind} from '../../source/ui/keys.js';

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

test('no key of the table has two meanings', () => {
	const keys = keyBindings.flatMap(({keys: names}) => names as readonly string[]);
	assert.equal(new Set(keys).size, keys.length);
});

test('nothing but quitting and what shells expect needs a function key or Ctrl', () => {
	for (const {action, keys} of keyBindings) {
		if (!['redraw', 'suspend'].includes(action)) {
			assert.ok(
				(keys as readonly string[]).some(key => !key.startsWith('ctrl+') && !/^f\d/.test(key)),
				action,
			);
		}
	}
});

test('Esc never quits', () => {
	assert.equal(actionsByKey(keyBindings).get('escape'), 'close');
});

test('characters that arrive together are keys of their own', () => {
	assert.deepEqual(keyNames('tP /', noKey), ['t', 'P', 'space', '/']);
	assert.deepEqual(keyNames('c', {...noKey, ctrl: true}), ['ctrl+c']);
	assert.deepEqual(keyNames('', {...noKey, tab: true, shift: true}), ['shift+tab']);
	assert.deepEqual(keyNames('', {...noKey, pageDown: true}), ['pagedown']);
});

test('an action that is rebound has the new keys and not the old', () => {
	const actions = actionsByKey(rebind({nextView: 'w ctrl+w', faster: 'F'}));
	assert.equal(actions.get('w'), 'nextView');
	assert.equal(actions.get('ctrl+w'), 'nextView');
	assert.equal(actions.get('v'), undefined);
	assert.equal(actions.get('<'), undefined);
	assert.equal(actions.get('q'), 'quit');
});

const mistakes: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
	[{nextVeiw: 'w'}, /keys\.nextVeiw: there is no such action; there are help, quit/],
	[{nextView: 'q'}, /keys: "q" is given to both quit and nextView/],
	[{tree: 'Y', perCore: 'Y'}, /"Y" is given to both tree and perCore/],
	[{constructor: 'w'}, /keys\.constructor/],
];

for (const [wishes, expected] of mistakes) {
	test(`${JSON.stringify(wishes)} is refused`, () => {
		assert.throws(() => rebind(wishes), expected);
	});
}
