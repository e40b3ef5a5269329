import {type ActionRows, movement} from '../action-row.js';
import {openDetails} from '../focus.js';
import {withKey} from '../key-label.js';

/** Movements. */
export const moveActions = {
	up: {
		group: 'move',
		keys: ['up', 'k'],
		description: 'select the previous process, or scroll up',
		...movement({rows: -1}),
	},
	down: {
		group: 'move',
		keys: ['down', 'j'],
		description: 'select the next process, or scroll down',
		...movement({rows: 1}),
	},
	pageUp: {group: 'move', keys: ['pageup', 'ctrl+b'], description: 'page up', ...movement({pages: -1})},
	pageDown: {group: 'move', keys: ['pagedown', 'ctrl+f'], description: 'page down', ...movement({pages: 1})},
	halfPageUp: {group: 'move', keys: ['ctrl+u'], description: 'half a page up', ...movement({pages: -0.5})},
	halfPageDown: {group: 'move', keys: ['ctrl+d'], description: 'half a page down', ...movement({pages: 0.5})},
	first: {
		group: 'move',
		keys: ['home'],
		description: 'first process, or first row of the panel',
		...movement({rows: Number.NEGATIVE_INFINITY}),
	},
	last: {
		group: 'move',
		keys: ['end', 'G'],
		description: 'last process, or last row of the panel',
		...movement({rows: Number.POSITIVE_INFINITY}),
	},
	details: {
		group: 'move',
		keys: ['enter'],
		description: 'process details, zoom a panel, or open a host',
		run: openDetails,
		overview: controls => controls.services.fleet?.show(controls.selected()?.id),
	},
	goTo: {
		group: 'move',
		keys: ['g'],
		description: 'go to: gg the first row, gp GPUs, gs services, …',
		run: controls =>
			controls.view() === 'detailed'
				? controls.open({kind: 'goTo'})
				: controls.showHint(withKey('The panels are in the detailed view', 'detailedView', controls)),
	},
} as const satisfies ActionRows;
