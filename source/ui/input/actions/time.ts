import {lineOf} from '../../state/line-editor.js';
import type {ActionRows} from '../action-row.js';
import {goToAlert} from '../moments.js';
import {changePace, changeWindow, goLive, scrollTime, togglePause} from '../time.js';

/** Actions on time: history, playback, graphs and the interval. */
export const timeActions = {
	pause: {
		group: 'time',
		keys: ['space'],
		description: 'pause the screen; monitoring continues',
		hint: 'pause',
		run: togglePause,
	},
	wider: {
		group: 'time',
		keys: ['+'],
		description: 'longer time range in graphs',
		hint: 'time',
		run: controls => changeWindow(controls, 1),
	},
	narrower: {
		group: 'time',
		keys: ['-'],
		description: 'shorter time range in graphs',
		run: controls => changeWindow(controls, -1),
	},
	resetWindow: {
		group: 'time',
		keys: ['='],
		description: 'default time range in graphs',
		run: controls => controls.change(ui => ({...ui, bucketMs: controls.settings().choices.graphStepMs})),
	},
	back: {
		group: 'time',
		keys: ['left'],
		description: 'scroll back through history',
		run: controls => scrollTime(controls, -1),
	},
	forward: {
		group: 'time',
		keys: ['right'],
		description: 'scroll forward through history',
		run: controls => scrollTime(controls, 1),
	},
	live: {group: 'time', keys: ['0'], description: 'return to live data', run: goLive},
	faster: {
		group: 'time',
		keys: ['<'],
		description: 'refresh more often; halve the playback speed',
		run: controls => changePace(controls, 'faster'),
	},
	slower: {
		group: 'time',
		keys: ['>'],
		description: 'refresh less often; double the playback speed',
		run: controls => changePace(controls, 'slower'),
	},
	stepBack: {
		group: 'time',
		keys: [','],
		description: 'pause playback and go back one sample',
		when: 'recording',
		run: ({route}) => route.machine.playback?.step(-1),
	},
	stepForward: {
		group: 'time',
		keys: ['.'],
		description: 'pause playback and go forward one sample',
		when: 'recording',
		run: ({route}) => route.machine.playback?.step(1),
	},
	nextAlert: {
		group: 'time',
		keys: ['n'],
		description: 'next alert or event of the history, or alert of the recording',
		run: controls => goToAlert(controls, 1),
	},
	previousAlert: {
		group: 'time',
		keys: ['R'],
		description: 'previous alert or event of the history, or alert of the recording',
		run: controls => goToAlert(controls, -1),
	},
	jump: {
		group: 'time',
		keys: ['J'],
		description: 'go to a time of the history or the recording',
		run: controls => controls.open({kind: 'jump', line: lineOf(''), error: undefined}),
	},
} as const satisfies ActionRows;
