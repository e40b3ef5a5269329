import type {KeyAction} from '../../config/options/key-actions.js';
import type {Step} from '../lists/scroll-position.js';
import {orderOf} from '../processes/list-order.js';
import {type SortKey, sortKeys} from '../processes/sort.js';
import {lineOf} from '../state/line-editor.js';
import {neighbourOf} from '../state/route.js';
import {closeInnermost, defaultBucketMs, type UiState, withOrder, withProcesses} from '../state/ui-state.js';
import {nextView} from '../state/view.js';
import type {MachineControls, OverviewControls} from './controls.js';
import {focusNeighbour, openDetails, zoom} from './focus.js';
import {nextGrouping, toggleAllFolds, toggleFold, toggleThreads, toggleTree} from './folding.js';
import {exportNow, rememberChoices} from './outcomes.js';
import {openNice, openSignals, stepNice, tagMatches, tagSelected, toggleFollow} from './process-actions.js';
import {onSelectedAlert} from './selected-alert.js';
import {changePace, changeWindow, goLive, scrollTime, togglePause} from './time.js';

/** An entry of the key table: default keys, texts and handlers. */
export type ActionRow = {
	readonly keys: readonly string[];
	/** Text for the help page. */
	readonly description: string;
	/** Short text for the footer; not shown there when absent. */
	readonly hint?: string;
	/** Limits the action to a fleet, a recording, the alert list or the page of a process. */
	readonly when?: 'fleet' | 'recording' | 'alerts' | 'process';
	/** Step by which the action moves in the list that has the focus. */
	readonly step?: Step;
	/** Runs the action on the machine view. */
	run(controls: MachineControls): void;
	/** Runs the action in the fleet overview; absent when it does nothing there. */
	overview?(controls: OverviewControls): void;
};

/**
The key table: the single source for help, footer, validation of custom keys and key handling. Help shows it in this order.
*/
export const actions = {
	help: {keys: ['?', 'h', 'f1'], description: 'show or close this help', hint: 'help', ...page('help')},
	quit: {
		keys: ['q', 'ctrl+c', 'f10'],
		description: 'quit',
		hint: 'quit',
		...anywhere(({services}) => services.terminal.leave()),
	},
	close: {
		keys: ['escape'],
		description: 'close the overlay or clear the filter',
		run: controls => controls.change(closeInnermost),
	},
	nextView: {
		keys: ['v'],
		description: 'next view: detailed, compact, line',
		hint: 'view',
		...anywhere(controls => controls.changeView(nextView(controls.view()))),
	},
	compactView: {
		keys: ['c'],
		description: 'compact view, without the full screen',
		...anywhere(controls => controls.changeView('compact')),
	},
	detailedView: {
		keys: ['d'],
		description: 'detailed view, full screen',
		...anywhere(controls => controls.changeView('detailed')),
	},
	overview: {
		keys: ['f'],
		description: 'fleet overview, or back to the last host',
		hint: 'hosts',
		when: 'fleet',
		run: ({services}) => services.fleet?.show(undefined),
		overview: ({services}) => services.fleet?.show(services.state.getState().lastId),
	},
	previousHost: {
		keys: ['['],
		description: 'previous host by name',
		when: 'fleet',
		run: ({services, route}) => services.fleet?.show(neighbourOf(services.fleet, route.id, -1)),
	},
	nextHost: {
		keys: [']'],
		description: 'next host by name',
		when: 'fleet',
		run: ({services, route}) => services.fleet?.show(neighbourOf(services.fleet, route.id, 1)),
	},
	pause: {
		keys: ['space'],
		description: 'pause the screen; monitoring continues',
		hint: 'pause',
		run: togglePause,
	},
	filter: {
		keys: ['/', 'f4'],
		description: 'filter processes: text, cpu>5, user=root, mem>10%, name~^ssh',
		hint: 'filter',
		run: controls => controls.open({kind: 'filter', line: lineOf(controls.ui().processes.filter)}),
	},
	search: {
		keys: ['\\', 'f3'],
		description: 'go to a process and show all others; again: next match',
		run: controls =>
			controls.change(ui => ({
				...ui,
				overlay: {
					kind: 'search',
					line: lineOf(ui.processes.search),
					before: ui.processes.selectedKey,
					isTyped: false,
				},
			})),
	},
	sortMenu: {
		keys: ['s', 'f6'],
		description: 'choose the sort order of processes',
		hint: 'sort',
		run: controls => controls.open({kind: 'sort', index: sortKeys.indexOf(controls.ui().processes.sort)}),
		overview: controls =>
			controls.change(state => ({...state, order: state.order === 'problems' ? 'name' : 'problems'})),
	},
	invert: {
		keys: ['I'],
		description: 'reverse the sort order',
		run: controls => controls.change(invertOrder),
	},
	columns: {
		keys: ['C'],
		description: 'choose and order the columns of processes',
		run: controls => controls.open({kind: 'columns', index: 0}),
	},
	sortCpu: {keys: ['P'], description: 'sort by CPU', run: controls => sortBy(controls, 'cpu')},
	sortMemory: {keys: ['M'], description: 'sort by memory', run: controls => sortBy(controls, 'memory')},
	sortTime: {keys: ['T'], description: 'sort by CPU time', run: controls => sortBy(controls, 'time')},
	sortPid: {keys: ['N'], description: 'sort by PID', run: controls => sortBy(controls, 'pid')},
	tree: {
		keys: ['t', 'f5'],
		description: 'show processes as a tree',
		hint: 'tree',
		run: toggleTree,
	},
	fold: {
		keys: ['l', 'backspace'],
		description: 'in the tree and in groups: fold or unfold the selected row',
		run: toggleFold,
	},
	foldAll: {keys: ['L'], description: 'fold or unfold all branches or groups', run: toggleAllFolds},
	group: {
		keys: ['b'],
		description: 'group processes by program, user, service, or not',
		run: nextGrouping,
	},
	threads: {
		keys: ['H'],
		description: 'show or hide the threads of the selected process',
		run: toggleThreads,
	},
	kernelThreads: {
		keys: ['K'],
		description: 'show or hide the threads of the kernel',
		run: controls => controls.change(ui => withProcesses(ui, {hasKernelThreads: !ui.processes.hasKernelThreads})),
	},
	perCore: {
		keys: ['p'],
		description: 'process CPU % of one core or of all cores',
		run: controls => controls.change(ui => withProcesses(ui, {isPerCore: !ui.processes.isPerCore})),
	},
	up: {
		keys: ['up', 'k'],
		description: 'select the previous process, or scroll up',
		...movement({rows: -1}),
	},
	down: {
		keys: ['down', 'j'],
		description: 'select the next process, or scroll down',
		...movement({rows: 1}),
	},
	pageUp: {keys: ['pageup'], description: 'page up', ...movement({pages: -1})},
	pageDown: {keys: ['pagedown'], description: 'page down', ...movement({pages: 1})},
	first: {
		keys: ['home'],
		description: 'first process, or first row of the panel',
		...movement({rows: Number.NEGATIVE_INFINITY}),
	},
	last: {
		keys: ['end', 'G'],
		description: 'last process, or last row of the panel',
		...movement({rows: Number.POSITIVE_INFINITY}),
	},
	details: {
		keys: ['enter'],
		description: 'process details, zoom a panel, or open a host',
		run: openDetails,
		overview: controls => controls.services.fleet?.show(controls.selected()?.id),
	},
	signal: {
		keys: ['x', 'f9'],
		description: 'signal the tagged or the selected process; asks first',
		hint: 'signal',
		run: controls => openSignals(controls),
	},
	tag: {keys: ['m', 'insert'], description: 'tag the selected process, or remove its tag', run: tagSelected},
	tagMatches: {keys: ['*'], description: 'tag all processes that match the filter', run: tagMatches},
	untagAll: {
		keys: ['~'],
		description: 'remove all tags',
		run: controls => controls.change(ui => withProcesses(ui, {tagged: new Set()})),
	},
	follow: {keys: ['F'], description: 'scroll the list with the selected process, or stop', run: toggleFollow},
	nice: {keys: ['r'], description: 'set the nice value of the process', run: controls => openNice(controls)},
	raisePriority: {keys: ['}', 'f7'], description: 'nice value - 1; root only', run: controls => stepNice(controls, -1)},
	lowerPriority: {keys: ['{', 'f8'], description: 'nice value + 1', run: controls => stepNice(controls, 1)},
	environment: {
		keys: ['$'],
		description: 'on the page of a process: values of its environment',
		when: 'process',
		run() {},
	},
	alerts: {
		keys: ['a'],
		description: 'list active and past alerts',
		hint: 'alerts',
		run: controls => controls.open({kind: 'alerts', index: 0}),
	},
	events: {
		keys: ['e'],
		description: 'list events, which are marked on the graphs',
		run: controls => controls.open({kind: 'events', index: 0}),
	},
	acknowledge: {
		keys: ['A'],
		description: 'in the alert list: acknowledge, stop repeats',
		when: 'alerts',
		run: controls =>
			onSelectedAlert(controls, 'acknowledge', alert => controls.settings().alertService.acknowledge?.(alert)),
	},
	silence: {
		keys: ['S'],
		description: 'in the alert list: silence notifications',
		when: 'alerts',
		run: controls => onSelectedAlert(controls, 'silence', ({id}) => controls.open({kind: 'silence', id, index: 0})),
	},
	diagnosis: {
		keys: ['w'],
		description: 'show what is wrong, who causes it, and all resources',
		hint: 'diagnosis',
		run: controls =>
			controls.open(controls.ui().overlay?.kind === 'diagnosis' ? undefined : {kind: 'diagnosis', index: 0}),
	},
	health: {keys: ['!'], description: 'show the health of mon-tui', ...page('health')},
	focusNext: {keys: ['tab'], description: 'focus the next panel', run: controls => focusNeighbour(controls, 1)},
	focusPrevious: {
		keys: ['shift+tab'],
		description: 'focus the previous panel',
		run: controls => focusNeighbour(controls, -1),
	},
	focusNumber: {
		keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
		description: 'focus a panel by number, from the top left',
		run: controls => controls.change(ui => ({...ui, focused: controls.panels()[Number(controls.key) - 1]})),
	},
	zoom: {keys: ['z'], description: 'zoom the focused panel, or restore it', hint: 'zoom', run: zoom},
	gpu: {
		keys: ['g'],
		description: 'zoom the GPU panel, or restore it',
		run: controls => controls.change(ui => ({...ui, zoomed: ui.zoomed === 'gpu' ? undefined : 'gpu'})),
	},
	services: {
		keys: ['D'],
		description: 'zoom the services panel, or restore it',
		run: controls => controls.change(ui => ({...ui, zoomed: ui.zoomed === 'groups' ? undefined : 'groups'})),
	},
	options: {
		keys: ['o', 'f2'],
		description: 'choose panels, theme and graph style',
		hint: 'options',
		run: controls => controls.open({kind: 'options', index: 0}),
	},
	remember: {
		keys: ['W'],
		description: 'save view and options to the configuration',
		run: rememberChoices,
	},
	wider: {
		keys: ['+'],
		description: 'longer time range in graphs',
		hint: 'time',
		run: controls => changeWindow(controls, 1),
	},
	narrower: {
		keys: ['-'],
		description: 'shorter time range in graphs',
		run: controls => changeWindow(controls, -1),
	},
	resetWindow: {
		keys: ['='],
		description: 'default time range in graphs',
		run: controls => controls.change(ui => ({...ui, bucketMs: defaultBucketMs})),
	},
	back: {
		keys: ['left'],
		description: 'scroll back through history',
		run: controls => scrollTime(controls, -1),
	},
	forward: {keys: ['right'], description: 'scroll forward through history', run: controls => scrollTime(controls, 1)},
	live: {
		keys: ['0'],
		description: 'return to live data',
		run: goLive,
	},
	faster: {
		keys: ['<'],
		description: 'refresh more often; halve the playback speed',
		run: controls => changePace(controls, 'faster'),
	},
	slower: {
		keys: ['>'],
		description: 'refresh less often; double the playback speed',
		run: controls => changePace(controls, 'slower'),
	},
	stepBack: {
		keys: [','],
		description: 'pause playback and go back one sample',
		when: 'recording',
		run: ({route}) => route.machine.playback?.step(-1),
	},
	stepForward: {
		keys: ['.'],
		description: 'pause playback and go forward one sample',
		when: 'recording',
		run: ({route}) => route.machine.playback?.step(1),
	},
	nextAlert: {
		keys: ['n'],
		description: 'go to the next alert of the recording',
		when: 'recording',
		run: ({route}) => route.machine.playback?.nextAlert(),
	},
	exportNow: {keys: ['E'], description: 'export the latest sample', run: exportNow},
	units: {
		keys: ['u'],
		description: 'sizes in powers of 1024 or 1000',
		run: controls => controls.change(ui => ({...ui, hasDecimalUnits: !ui.hasDecimalUnits})),
	},
	redraw: {
		keys: ['ctrl+l'],
		description: 'redraw the screen',
		...anywhere(({services}) => services.terminal.redraw()),
	},
	suspend: {keys: ['ctrl+z'], description: 'suspend; fg resumes', ...anywhere(controls => controls.suspend())},
} as const satisfies Readonly<Record<KeyAction, ActionRow>>;

/** Runs the same action on the machine view and in the overview. */
function anywhere(run: (controls: MachineControls | OverviewControls) => void): Pick<ActionRow, 'run' | 'overview'> {
	return {run, overview: run};
}

/** Opens or closes a full-screen page. */
function page(kind: 'help' | 'health'): Pick<ActionRow, 'run' | 'overview'> {
	return {
		run: controls => controls.open(controls.ui().overlay?.kind === kind ? undefined : {kind, scroll: 0}),
		overview: controls => controls.change(state => ({...state, page: {kind, scroll: 0}})),
	};
}

function movement(step: Step): Pick<ActionRow, 'step' | 'run' | 'overview'> {
	return {step, ...anywhere(controls => controls.move(step))};
}

function sortBy(controls: MachineControls, sort: SortKey): void {
	controls.change(ui => withOrder(ui, {sort, isInverted: false}));
}

function invertOrder(ui: UiState): UiState {
	const {sort, isInverted} = orderOf(ui.processes);
	return withOrder(ui, {sort, isInverted: !isInverted});
}
