import {nextView} from '../../state/view.js';
import {type ActionRows, anywhere} from '../action-row.js';
import {focusNeighbour, zoom} from '../focus.js';

/** Actions on views and panels. */
export const viewActions = {
	nextView: {
		group: 'view',
		keys: ['v'],
		description: 'next view: detailed, compact, line',
		hint: 'view',
		...anywhere(controls => controls.changeView(nextView(controls.view()))),
	},
	compactView: {
		group: 'view',
		keys: ['c'],
		description: 'compact view, without the full screen',
		...anywhere(controls => controls.changeView('compact')),
	},
	detailedView: {
		group: 'view',
		keys: ['d'],
		description: 'detailed view, full screen',
		...anywhere(controls => controls.changeView('detailed')),
	},
	statistics: {
		group: 'view',
		keys: ['i'],
		description: 'show minimum, mean, p95 and maximum',
		run: controls =>
			controls.open(controls.ui().overlay?.kind === 'statistics' ? undefined : {kind: 'statistics', scroll: 0}),
	},
	focusNext: {
		group: 'view',
		keys: ['tab'],
		description: 'focus the next panel',
		run: controls => focusNeighbour(controls, 1),
	},
	focusPrevious: {
		group: 'view',
		keys: ['shift+tab'],
		description: 'focus the previous panel',
		run: controls => focusNeighbour(controls, -1),
	},
	focusNumber: {
		group: 'view',
		keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
		description: 'focus a panel by number, from the top left',
		run: controls => controls.change(ui => ({...ui, focused: controls.panels()[(Number(controls.key) || 1) - 1]})),
	},
	zoom: {group: 'view', keys: ['z'], description: 'zoom the focused panel, or restore it', hint: 'zoom', run: zoom},
	gpu: {
		group: 'view',
		keys: [],
		description: 'zoom the GPU panel, or restore it',
		run: controls => controls.change(ui => ({...ui, zoomed: ui.zoomed === 'gpu' ? undefined : 'gpu'})),
	},
	services: {
		group: 'view',
		keys: ['D'],
		description: 'zoom the services panel, or restore it',
		run: controls => controls.change(ui => ({...ui, zoomed: ui.zoomed === 'groups' ? undefined : 'groups'})),
	},
	units: {
		group: 'view',
		keys: ['B'],
		description: 'sizes in powers of 1024 or 1000',
		run: controls => controls.change(ui => ({...ui, hasDecimalUnits: !ui.hasDecimalUnits})),
	},
} as const satisfies ActionRows;
