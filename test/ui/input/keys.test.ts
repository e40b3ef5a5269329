import assert from 'node:assert/strict';
import {test} from 'node:test';
import {keyPresets} from '../../../source/config/options/keys.js';
import {keyNames} from '../../../source/ui/input/key-names.js';
import {actionOf, keyBindings, keyFaults, rebind} from '../../../source/ui/input/keys.js';

test('no key is bound to two actions', () => {
	const keys = keyBindings.flatMap(({keys: names}) => names);
	assert.equal(new Set(keys).size, keys.length);
});

for (const preset of keyPresets) {
	test(`no key of the preset ${preset} is unknown or bound to two actions`, () => {
		assert.deepEqual([...keyFaults({preset})], []);
	});

	test(`the palette is on a key of the preset ${preset}, and the preset has keys to close and to quit`, () => {
		const bindings = rebind({}, preset);
		assert.equal(actionOf(':', bindings), 'palette');
		assert.equal(actionOf('escape', bindings), 'close');
		assert.equal(actionOf('q', bindings), 'quit');
		assert.equal(actionOf('ctrl+c', bindings), 'quit');
	});
}

test('custom keys apply on top of a preset', () => {
	const bindings = rebind({quit: 'Q'}, 'vim');
	assert.equal(actionOf('Q', bindings), 'quit');
	assert.equal(actionOf('q', bindings), undefined);
	assert.equal(actionOf('h', bindings), 'back');
	assert.deepEqual([...keyFaults({preset: 'vim', quit: 'h'}).keys()], ['quit']);
});

test('only shell conventions and half pages need Ctrl', () => {
	for (const {action, keys} of keyBindings) {
		if (keys.length > 0 && !['redraw', 'suspend', 'halfPageUp', 'halfPageDown'].includes(action)) {
			assert.ok(
				keys.some(key => !key.startsWith('ctrl+') && !/^f\d/.test(key)),
				action,
			);
		}
	}
});

test('the function keys do what they do in htop', () => {
	const expected = {f1: 'help', f2: 'options', f4: 'filter', f5: 'tree', f6: 'sortMenu', f9: 'signal', f10: 'quit'};
	for (const [key, action] of Object.entries(expected)) {
		assert.equal(actionOf(key, keyBindings), action, key);
	}
});

test('Esc never quits', () => {
	assert.equal(actionOf('escape', keyBindings), 'close');
});

test('characters that arrive together are separate keys', () => {
	assert.deepEqual(keyNames('tP /'), ['t', 'P', 'space', '/']);
	assert.deepEqual(keyNames('\u0003\u007F\r'), ['ctrl+c', 'backspace', 'enter']);
});

const functionKeys: Readonly<Record<string, readonly string[]>> = {
	'xterm and VT220': [...['OP', 'OQ', 'OR', 'OS', '[15~', '[17~', '[18~', '[19~', '[20~', '[21~', '[23~', '[24~']],
	'rxvt and PuTTY': [
		...['[11~', '[12~', '[13~', '[14~', '[15~', '[17~', '[18~', '[19~', '[20~', '[21~', '[23~', '[24~'],
	],
	'the Linux console': ['[[A', '[[B', '[[C', '[[D', '[[E', '[17~', '[18~', '[19~', '[20~', '[21~', '[23~', '[24~'],
};

for (const [terminal, endings] of Object.entries(functionKeys)) {
	test(`the function keys of ${terminal} have their names`, () => {
		assert.deepEqual(
			endings.flatMap(ending => keyNames(`\u001B${ending}`)),
			Array.from({length: 12}, (_, index) => `f${index + 1}`),
		);
	});
}

test('the other keys have their names in every encoding', () => {
	for (const [name, endings] of Object.entries({
		up: ['[A', 'OA', '[1;5A', 'Oa', '[a'],
		left: ['[D', 'OD', '[1;2D'],
		home: ['[H', 'OH', '[1~', '[7~', '[7$', '[1;5H'],
		end: ['[F', 'OF', '[4~', '[8~', '[8^'],
		pageup: ['[5~', '[5;5~', '[[5~'],
		pagedown: ['[6~', '[6;2~'],
		insert: ['[2~'],
		delete: ['[3~'],
		'ctrl+left': ['[1;5D', 'Od'],
		'alt+b': ['b'],
		'alt+backspace': ['\u007F'],
		'shift+tab': ['[Z'],
	})) {
		for (const ending of endings) {
			assert.deepEqual(keyNames(`\u001B${ending}`), [name], ending);
		}
	}
});

test('a sequence that belongs to no key has no name', () => {
	for (const sequence of ['[1;1R', '[I', '[?62;22c', '[15;5~', 'O1;5A', '[97;5u', '[', 'O']) {
		assert.deepEqual(keyNames(`\u001B${sequence}`), [], sequence);
	}

	assert.deepEqual(keyNames('\u001B'), ['escape']);
	assert.deepEqual(keyNames('\u001Bx'), ['escape', 'x']);
	assert.deepEqual(keyNames('\u001B\u001B'), ['escape']);
	assert.deepEqual(keyNames('\u001B\u001B[15~'), ['escape', 'f5']);
});

test('a rebound action has the new keys and not the old ones', () => {
	const bindings = rebind({nextView: 'y ctrl+w', faster: 'F'});
	assert.equal(actionOf('y', bindings), 'nextView');
	assert.equal(actionOf('ctrl+w', bindings), 'nextView');
	assert.equal(actionOf('v', bindings), undefined);
	assert.equal(actionOf('<', bindings), undefined);
	assert.equal(actionOf('q', bindings), 'quit');
});

const mistakes: readonly (readonly [Readonly<Record<string, string>>, readonly (readonly [string, RegExp])[]])[] = [
	[{nextVeiw: 'w'}, [['nextVeiw', /unknown action; did you mean "nextView"\?/]]],
	[{frobnicate: 'w'}, [['frobnicate', /unknown action; known actions: help, palette, quit/]]],
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
	[{nextView: 'y ctrl-w'}, [['nextView', /unknown key "ctrl-w"; use a character, ctrl\+ and a letter, or space/]]],
	[{nextView: 'PgUp pageupp'}, [['nextView', /unknown key "PgUp"/]]],
	[{nextView: 'escpe'}, [['nextView', /unknown key "escpe"; did you mean "escape"\?/]]],
	[{nextView: 'y ctrl+w F13'}, [['nextView', /unknown key "f13"/]]],
	[{nextView: 'F1', help: '?'}, []],
	[{nextView: 'f1'}, [['nextView', /"f1" is bound to both help and nextView/]]],
	[{nextView: 'y ctrl+w é'}, []],
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
