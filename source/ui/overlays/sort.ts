import {span} from '../drawing/line.js';
import {fields} from '../processes/fields.js';
import {sortKeys} from '../processes/sort.js';
import {sortedBy} from '../state/ui-state.js';
import {handleMenuKey} from './menu.js';
import {menuLines} from './menu-lines.js';
import type {OverlayDefinition} from './overlay-definition.js';

export const sortMenu: OverlayDefinition<'sort'> = {
	box: ({index}) => ({
		title: 'Sort by',
		detail: [span('Enter selects', 'muted')],
		lines: menuLines(
			sortKeys.map(key => [key, fields[key].meaning] as const),
			index,
		),
		selected: index,
	}),
	handleKey(key, overlay, controls) {
		const sort = sortKeys[overlay.index];
		if (key.name === 'enter' && sort) {
			controls.change(ui => ({...sortedBy(ui, sort), overlay: undefined}));
		} else {
			handleMenuKey(key, overlay, sortKeys.length, controls);
		}
	},
};
