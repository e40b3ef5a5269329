import assert from 'node:assert/strict';
import {test} from 'node:test';
import {keyActions} from '../../../source/config/options/key-actions.js';
import {actionGroups} from '../../../source/ui/input/action-groups.js';
import {keyBindings, rowOf} from '../../../source/ui/input/keys.js';
import {commandsOf, matchingCommands} from '../../../source/ui/overlays/commands.js';

const commands = commandsOf({bindings: keyBindings, themeNames: ['default', 'light']});

function found(query: string): readonly string[] {
	return matchingCommands(commands, query).map(({description}) => description);
}

for (const action of keyActions) {
	test(`${action} has a group and is the first command found by its description`, () => {
		const {group, description} = rowOf(action);
		assert.ok(Object.hasOwn(actionGroups, group));
		assert.equal(found(description)[0], description);
		assert.ok(found(action).includes(description));
	});
}

test('letters in their order are enough, and whole words come first', () => {
	assert.ok(found('rdrw').includes('redraw the screen'));
	assert.equal(found('tree')[0], 'show processes as a tree');
	assert.ok(!found('sort').includes('refresh more often; halve the playback speed'), 'letters far apart do not match');
	assert.deepEqual(found('xyzzy'), []);
	assert.equal(found('').length, commands.length);
});

test('choices of menus are commands, too', () => {
	assert.equal(found('theme light')[0], 'use the theme light');
	assert.equal(found('sort swap')[0], 'sort by swap: memory in swap');
	assert.equal(found('zoom disks')[0], 'zoom the panel disks');
});
