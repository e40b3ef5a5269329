import {withProcesses} from '../../state/ui-state.js';
import type {ActionRows} from '../action-row.js';
import {openEnvironment} from '../focus.js';
import {openNice, openSignals, stepNice, tagMatches, tagSelected, toggleFollow} from '../process-actions.js';

/** Actions on processes. */
export const processActions = {
	signal: {
		group: 'process',
		keys: ['x', 'f9'],
		description: 'signal the tagged or the selected process; asks first',
		hint: 'signal',
		run: controls => openSignals(controls),
	},
	tag: {
		group: 'process',
		keys: ['m', 'insert'],
		description: 'tag the selected process, or remove its tag',
		run: tagSelected,
	},
	tagMatches: {group: 'process', keys: ['*'], description: 'tag all processes that match the filter', run: tagMatches},
	untagAll: {
		group: 'process',
		keys: ['~', 'U'],
		description: 'remove all tags',
		run: controls => controls.change(ui => withProcesses(ui, {tagged: new Set()})),
	},
	follow: {
		group: 'process',
		keys: ['F'],
		description: 'scroll the list with the selected process, or stop',
		run: toggleFollow,
	},
	nice: {
		group: 'process',
		keys: ['r'],
		description: 'set the nice value of the process',
		run: controls => openNice(controls),
	},
	raisePriority: {
		group: 'process',
		keys: ['}', 'f7'],
		hint: 'nice -',
		description: 'nice value - 1; root only',
		run: controls => stepNice(controls, -1),
	},
	lowerPriority: {
		group: 'process',
		keys: ['{', 'f8'],
		hint: 'nice +',
		description: 'nice value + 1',
		run: controls => stepNice(controls, 1),
	},
	environment: {
		group: 'process',
		keys: ['$'],
		description: 'values of the environment, on the page of the process',
		run: openEnvironment,
	},
} as const satisfies ActionRows;
