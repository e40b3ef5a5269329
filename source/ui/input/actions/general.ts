import {lineOf} from '../../state/line-editor.js';
import {closeInnermost} from '../../state/ui-state.js';
import {type ActionRows, anywhere, page} from '../action-row.js';
import {exportNow, rememberChoices} from '../outcomes.js';

/** Actions on the program and its pages. */
export const generalActions = {
	help: {
		group: 'general',
		keys: ['?', 'h', 'f1'],
		description: 'show or close this help',
		hint: 'help',
		...page('help'),
	},
	palette: {
		group: 'general',
		keys: [':'],
		description: 'find a command by its name',
		hint: 'commands',
		run: controls => controls.open({kind: 'palette', line: lineOf(''), index: 0}),
	},
	quit: {
		group: 'general',
		keys: ['q', 'ctrl+c', 'f10'],
		description: 'quit',
		hint: 'quit',
		...anywhere(({services}) => services.terminal.leave()),
	},
	close: {
		group: 'general',
		keys: ['escape'],
		description: 'close the overlay or clear the filter',
		run: controls => controls.change(closeInnermost),
		overview: ({change}) => change(state => ({...state, filter: ''})),
	},
	diagnosis: {
		group: 'general',
		keys: ['w'],
		description: 'show what is wrong, who causes it, and all resources',
		hint: 'diagnosis',
		run: controls =>
			controls.open(controls.ui().overlay?.kind === 'diagnosis' ? undefined : {kind: 'diagnosis', index: 0}),
	},
	health: {group: 'general', keys: ['!'], description: 'show the health of mon-tui', ...page('health')},
	options: {
		group: 'general',
		keys: ['o', 'f2'],
		description: 'choose panels, theme and graph style',
		hint: 'options',
		run: controls => controls.open({kind: 'options', index: 0}),
	},
	remember: {
		group: 'general',
		keys: ['W'],
		description: 'save view and options to the configuration',
		run: rememberChoices,
	},
	exportNow: {group: 'general', keys: ['E'], description: 'export the latest sample', run: exportNow},
	redraw: {
		group: 'general',
		keys: ['ctrl+l'],
		description: 'redraw the screen',
		...anywhere(({services}) => services.terminal.redraw()),
	},
	suspend: {
		group: 'general',
		keys: ['ctrl+z'],
		description: 'suspend; fg resumes',
		...anywhere(controls => controls.suspend()),
	},
} as const satisfies ActionRows;
