import type {KeyAction} from '../../config/options/key-actions.js';
import type {Step} from '../lists/place.js';
import {type SortKey, sortKeys} from '../processes/sort.js';
import {neighbourOf} from '../state/scene.js';
import {closeInnermost, defaultBucketMs, withProcesses} from '../state/ui-state.js';
import {nextView} from '../state/view.js';
import type {MachineDesk, OverviewDesk} from './desk.js';
import {focusNeighbour, openDetails, openSignals, zoom} from './focus.js';
import {exportNow, rememberChoices} from './outcomes.js';
import {onSelectedAlert} from './selected-alert.js';
import {changePace, changeWindow, goLive, scrollTime, togglePause} from './time.js';

/** A row of the table: which keys, what for the user, and what is done. */
export type ActionRow = {
	readonly keys: readonly string[];
	/** For the help page. */
	readonly description: string;
	/** For the footer: shorter is better. Absent = not shown there. */
	readonly hint?: string;
	/** Where alone it does something: among several hosts, in a recording, in the list of alerts. */
	readonly when?: 'fleet' | 'recording' | 'alerts';
	/** What it moves by, in whatever list has the keys. */
	readonly step?: Step;
	/** Where a machine is shown. */
	run(desk: MachineDesk): void;
	/** In the overview of a fleet, where it does something there. */
	overview?(desk: OverviewDesk): void;
};

/** The one answer to what a key does: help, footer, the check of the user's keys and the handling. In the order of the help. */
export const actions = {
	help: {keys: ['?', 'h'], description: 'show or close this help', hint: 'help', ...page('help')},
	quit: {
		keys: ['q', 'ctrl+c'],
		description: 'quit',
		hint: 'quit',
		...anywhere(({services}) => services.terminal.leave()),
	},
	close: {
		keys: ['escape'],
		description: 'close what is open, clear the filter; never quits',
		run: desk => desk.change(closeInnermost),
	},
	nextView: {
		keys: ['v'],
		description: 'next view: detailed, compact, line',
		hint: 'view',
		...anywhere(desk => desk.changeView(nextView(desk.view()))),
	},
	compactView: {keys: ['c'], description: 'compact view, in place', ...anywhere(desk => desk.changeView('compact'))},
	detailedView: {
		keys: ['d'],
		description: 'detailed view, full screen',
		...anywhere(desk => desk.changeView('detailed')),
	},
	overview: {
		keys: ['f'],
		description: 'all hosts of the fleet, and back to the last one',
		hint: 'hosts',
		when: 'fleet',
		run: ({services}) => services.fleet?.show(undefined),
		overview: ({services}) => services.fleet?.show(services.state.getState().lastId),
	},
	previousHost: {
		keys: ['['],
		description: 'the host before, by name',
		when: 'fleet',
		run: ({services, scene}) => services.fleet?.show(neighbourOf(services.fleet, scene.id, -1)),
	},
	nextHost: {
		keys: [']'],
		description: 'the next host, by name',
		when: 'fleet',
		run: ({services, scene}) => services.fleet?.show(neighbourOf(services.fleet, scene.id, 1)),
	},
	pause: {
		keys: ['space'],
		description: 'pause the screen; measuring, server and alerts go on',
		hint: 'pause',
		run: togglePause,
	},
	filter: {
		keys: ['/'],
		description: 'filter processes: text, cpu>5, user=root, mem>=1g, name~^ssh',
		hint: 'filter',
		run: desk => desk.open({kind: 'filter', text: desk.ui().processes.filter}),
	},
	sortMenu: {
		keys: ['s'],
		description: 'choose what processes are sorted by',
		hint: 'sort',
		run: desk => desk.open({kind: 'sort', index: sortKeys.indexOf(desk.ui().processes.sort)}),
		overview: desk => desk.change(state => ({...state, order: state.order === 'trouble' ? 'name' : 'trouble'})),
	},
	invert: {
		keys: ['I'],
		description: 'turn the order round',
		run: desk => desk.change(ui => withProcesses(ui, {isInverted: !ui.processes.isInverted})),
	},
	sortCpu: {keys: ['P'], description: 'sort by CPU', run: desk => sortBy(desk, 'cpu')},
	sortMemory: {keys: ['M'], description: 'sort by memory', run: desk => sortBy(desk, 'memory')},
	sortTime: {keys: ['T'], description: 'sort by CPU time', run: desk => sortBy(desk, 'time')},
	sortPid: {keys: ['N'], description: 'sort by pid', run: desk => sortBy(desk, 'pid')},
	tree: {
		keys: ['t'],
		description: 'processes as a tree',
		hint: 'tree',
		run: desk => desk.change(ui => withProcesses(ui, {isTree: !ui.processes.isTree})),
	},
	perCore: {
		keys: ['p'],
		description: 'process CPU per core or of the whole machine',
		run: desk => desk.change(ui => withProcesses(ui, {isPerCore: !ui.processes.isPerCore})),
	},
	up: {
		keys: ['up', 'k'],
		description: 'select the process above; scroll the focused panel up',
		...movement({rows: -1}),
	},
	down: {
		keys: ['down', 'j'],
		description: 'select the process below; scroll the focused panel down',
		...movement({rows: 1}),
	},
	pageUp: {keys: ['pageup'], description: 'a page up', ...movement({pages: -1})},
	pageDown: {keys: ['pagedown'], description: 'a page down', ...movement({pages: 1})},
	first: {
		keys: ['home'],
		description: 'the first process, or row of the focused panel',
		...movement({rows: Number.NEGATIVE_INFINITY}),
	},
	last: {
		keys: ['end', 'G'],
		description: 'the last process, or row of the focused panel',
		...movement({rows: Number.POSITIVE_INFINITY}),
	},
	details: {
		keys: ['enter'],
		description: 'details of the selected process, else zoom the focused panel; open the selected host',
		run: openDetails,
		overview: desk => desk.services.fleet?.show(desk.selected()?.id),
	},
	signal: {
		keys: ['x'],
		description: 'send the selected process a signal; asks first',
		hint: 'signal',
		run: openSignals,
	},
	alerts: {
		keys: ['a'],
		description: 'alerts: what is wrong now, and what was',
		hint: 'alerts',
		run: desk => desk.open({kind: 'alerts', index: 0}),
	},
	acknowledge: {
		keys: ['A'],
		description: 'in the alerts: somebody knows, do not repeat it',
		when: 'alerts',
		run: desk => onSelectedAlert(desk, 'acknowledge', alert => desk.settings().alertService.acknowledge?.(alert)),
	},
	silence: {
		keys: ['S'],
		description: 'in the alerts: tell nobody for a while',
		when: 'alerts',
		run: desk => onSelectedAlert(desk, 'silence', ({id}) => desk.open({kind: 'silence', id, index: 0})),
	},
	health: {keys: ['!'], description: 'the health of mon-tui itself', ...page('health')},
	focusNext: {keys: ['tab'], description: 'focus the next panel', run: desk => focusNeighbour(desk, 1)},
	focusPrevious: {keys: ['shift+tab'], description: 'focus the previous panel', run: desk => focusNeighbour(desk, -1)},
	focusNumber: {
		keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
		description: 'focus the panel of that number, counted from the top left',
		run: desk => desk.change(ui => ({...ui, focused: desk.panels()[Number(desk.key) - 1]})),
	},
	zoom: {keys: ['z'], description: 'the focused panel on the whole screen, and back', hint: 'zoom', run: zoom},
	gpu: {
		keys: ['g'],
		description: 'the graphics cards on the whole screen, and back',
		run: desk => desk.change(ui => ({...ui, zoomed: ui.zoomed === 'gpu' ? undefined : 'gpu'})),
	},
	options: {
		keys: ['o'],
		description: 'panels to show or hide, colours, graphs',
		hint: 'options',
		run: desk => desk.open({kind: 'options', index: 0}),
	},
	remember: {
		keys: ['W'],
		description: 'remember view, panels, colours, graphs and order in the configuration',
		run: rememberChoices,
	},
	wider: {
		keys: ['+'],
		description: 'graphs show a longer time',
		hint: 'time',
		run: desk => changeWindow(desk, 1),
	},
	narrower: {
		keys: ['-'],
		description: 'graphs show a shorter time',
		run: desk => changeWindow(desk, -1),
	},
	resetWindow: {
		keys: ['='],
		description: 'graphs show the usual time',
		run: desk => desk.change(ui => ({...ui, bucketMs: defaultBucketMs})),
	},
	back: {
		keys: ['left'],
		description: 'scroll back through history',
		run: desk => scrollTime(desk, -1),
	},
	forward: {keys: ['right'], description: 'scroll forward', run: desk => scrollTime(desk, 1)},
	live: {
		keys: ['0'],
		description: 'back to live',
		run: goLive,
	},
	faster: {
		keys: ['<'],
		description: 'refresh more often; a recording: half as fast',
		run: desk => changePace(desk, 'faster'),
	},
	slower: {
		keys: ['>'],
		description: 'refresh less often; a recording: twice as fast',
		run: desk => changePace(desk, 'slower'),
	},
	stepBack: {
		keys: [','],
		description: 'pause a recording, and go one measurement back',
		when: 'recording',
		run: ({scene}) => scene.machine.playback?.step(-1),
	},
	stepForward: {
		keys: ['.'],
		description: 'pause a recording, and go one measurement forward',
		when: 'recording',
		run: ({scene}) => scene.machine.playback?.step(1),
	},
	nextAlert: {
		keys: ['n'],
		description: 'the next alert of a recording',
		when: 'recording',
		run: ({scene}) => scene.machine.playback?.nextAlert(),
	},
	exportNow: {keys: ['E'], description: 'record this moment in the export directory', run: exportNow},
	units: {
		keys: ['u'],
		description: 'sizes in powers of 1024 or of 1000',
		run: desk => desk.change(ui => ({...ui, hasDecimalUnits: !ui.hasDecimalUnits})),
	},
	redraw: {
		keys: ['ctrl+l'],
		description: 'draw the screen anew',
		...anywhere(({services}) => services.terminal.redraw()),
	},
	suspend: {keys: ['ctrl+z'], description: 'suspend; fg brings it back', ...anywhere(desk => desk.suspend())},
} as const satisfies Readonly<Record<KeyAction, ActionRow>>;

/** The same on a machine and in the overview. */
function anywhere(run: (desk: MachineDesk | OverviewDesk) => void): Pick<ActionRow, 'run' | 'overview'> {
	return {run, overview: run};
}

/** Fills the screen with a page, or takes it away. */
function page(kind: 'help' | 'health'): Pick<ActionRow, 'run' | 'overview'> {
	return {
		run: desk => desk.open(desk.ui().overlay?.kind === kind ? undefined : {kind, scroll: 0}),
		overview: desk => desk.change(state => ({...state, page: {kind, scroll: 0}})),
	};
}

function movement(step: Step): Pick<ActionRow, 'step' | 'run' | 'overview'> {
	return {step, ...anywhere(desk => desk.move(step))};
}

function sortBy(desk: MachineDesk, sort: SortKey): void {
	desk.change(ui => withProcesses(ui, {sort, isInverted: false}));
}
