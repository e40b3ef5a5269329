import type {KeyAction} from '../../config/options/key-actions.js';
import type {Step} from '../lists/scroll-position.js';
import {orderOf} from '../processes/list-order.js';
import {type SortKey, sortKeys} from '../processes/sort.js';
import {lineOf} from '../state/line-editor.js';
import {neighbourOf} from '../state/route.js';
import {closeInnermost, defaultBucketMs, type UiState, withOrder, withProcesses} from '../state/ui-state.js';
import {nextView} from '../state/view.js';
import type {ActionGroup} from './action-groups.js';
import type {MachineControls, OverviewControls} from './controls.js';
import {focusNeighbour, openDetails, openEnvironment, zoom} from './focus.js';
import {nextGrouping, toggleAllFolds, toggleFold, toggleThreads, toggleTree} from './folding.js';
import {selectMatch} from './matches.js';
import {goToAlert} from './moments.js';
import {exportNow, rememberChoices} from './outcomes.js';
import {openNice, openSignals, stepNice, tagMatches, tagSelected, toggleFollow} from './process-actions.js';
import {onSelectedAlert} from './selected-alert.js';
import {changePace, changeWindow, goLive, scrollTime, togglePause} from './time.js';

/** An entry of the key table: default keys, texts and handlers. */
export type ActionRow = {
	/** Group in the help. */
	readonly group: ActionGroup;
	/** Default keys; none for an action of the command palette alone. */
	readonly keys: readonly string[];
	/** Text for the help page. */
	readonly description: string;
	/** Short text for the footer. */
	readonly hint?: string;
	/** Limits the action to a fleet, a recording or the alert list. */
	readonly when?: 'fleet' | 'recording' | 'alerts';
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
	overview: {
		group: 'hosts',
		keys: ['f'],
		description: 'fleet overview, or back to the last host',
		hint: 'hosts',
		when: 'fleet',
		run: ({services}) => services.fleet?.show(undefined),
		overview: ({services}) => services.fleet?.show(services.state.getState().lastId),
	},
	previousHost: {
		group: 'hosts',
		keys: ['['],
		description: 'previous host by name',
		when: 'fleet',
		run: ({services, route}) => services.fleet?.show(neighbourOf(services.fleet, route.id, -1)),
	},
	nextHost: {
		group: 'hosts',
		keys: [']'],
		description: 'next host by name',
		when: 'fleet',
		run: ({services, route}) => services.fleet?.show(neighbourOf(services.fleet, route.id, 1)),
	},
	pause: {
		group: 'time',
		keys: ['space'],
		description: 'pause the screen; monitoring continues',
		hint: 'pause',
		run: togglePause,
	},
	filter: {
		group: 'list',
		keys: ['/', 'f4'],
		description: 'filter processes: text, cpu>5, user=root, mem>10%, name~^ssh',
		hint: 'filter',
		run: controls => controls.open({kind: 'filter', line: lineOf(controls.ui().processes.filter)}),
		overview: ({change}) => change(state => ({...state, filtering: lineOf(state.filter)})),
	},
	search: {
		group: 'list',
		keys: ['\\', 'f3'],
		hint: 'search',
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
	nextMatch: {
		group: 'list',
		keys: [],
		description: 'next match of the search',
		run: controls => selectMatch(controls, 1),
	},
	previousMatch: {
		group: 'list',
		keys: [],
		description: 'previous match of the search',
		run: controls => selectMatch(controls, -1),
	},
	clearFilter: {
		group: 'list',
		keys: ['delete'],
		description: 'show all processes again, without a filter',
		run: controls => controls.change(ui => withProcesses(ui, {filter: ''})),
	},
	users: {
		group: 'list',
		keys: ['u'],
		description: 'choose a user whose processes are shown',
		run: controls => controls.open({kind: 'users', index: 0}),
	},
	sortMenu: {
		group: 'list',
		keys: ['s', 'f6'],
		description: 'choose the sort order of processes',
		hint: 'sort',
		run: controls => controls.open({kind: 'sort', index: sortKeys.indexOf(controls.ui().processes.sort)}),
		overview: controls =>
			controls.change(state => ({...state, order: state.order === 'problems' ? 'name' : 'problems'})),
	},
	invert: {
		group: 'list',
		keys: ['I'],
		description: 'reverse the sort order',
		run: controls => controls.change(invertOrder),
	},
	columns: {
		group: 'list',
		keys: ['C'],
		description: 'choose and order the columns of processes',
		run: controls => controls.open({kind: 'columns', index: 0}),
	},
	sortCpu: {group: 'list', keys: ['P'], description: 'sort by CPU', run: controls => sortBy(controls, 'cpu')},
	sortMemory: {group: 'list', keys: ['M'], description: 'sort by memory', run: controls => sortBy(controls, 'memory')},
	sortTime: {group: 'list', keys: ['T'], description: 'sort by CPU time', run: controls => sortBy(controls, 'time')},
	sortPid: {group: 'list', keys: ['N'], description: 'sort by PID', run: controls => sortBy(controls, 'pid')},
	tree: {group: 'list', keys: ['t', 'f5'], description: 'show processes as a tree', hint: 'tree', run: toggleTree},
	fold: {
		group: 'list',
		keys: ['l', 'backspace'],
		description: 'in the tree and in groups: fold or unfold the selected row',
		run: toggleFold,
	},
	foldAll: {group: 'list', keys: ['L'], description: 'fold or unfold all branches or groups', run: toggleAllFolds},
	group: {
		group: 'list',
		keys: ['b'],
		description: 'group processes by program, user, service, or not',
		run: nextGrouping,
	},
	threads: {
		group: 'list',
		keys: ['H'],
		description: 'show or hide the threads of the selected process',
		run: toggleThreads,
	},
	kernelThreads: {
		group: 'list',
		keys: ['K'],
		description: 'show or hide the threads of the kernel',
		run: controls => controls.change(ui => withProcesses(ui, {hasKernelThreads: !ui.processes.hasKernelThreads})),
	},
	perCore: {
		group: 'list',
		keys: ['p'],
		description: 'process CPU % of one core or of all cores',
		run: controls => controls.change(ui => withProcesses(ui, {isPerCore: !ui.processes.isPerCore})),
	},
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
	alerts: {
		group: 'alerts',
		keys: ['a'],
		description: 'list active and past alerts',
		hint: 'alerts',
		run: controls => controls.open({kind: 'alerts', index: 0}),
	},
	events: {
		group: 'alerts',
		keys: ['e'],
		description: 'list events, which are marked on the graphs',
		run: controls => controls.open({kind: 'events', index: 0}),
	},
	acknowledge: {
		group: 'alerts',
		keys: ['A'],
		description: 'in the alert list: acknowledge, stop repeats',
		when: 'alerts',
		run: controls =>
			onSelectedAlert(controls, 'acknowledge', alert => controls.settings().alertService.acknowledge?.(alert)),
	},
	silence: {
		group: 'alerts',
		keys: ['S'],
		description: 'in the alert list: silence notifications',
		when: 'alerts',
		run: controls => onSelectedAlert(controls, 'silence', ({id}) => controls.open({kind: 'silence', id, index: 0})),
	},
	diagnosis: {
		group: 'general',
		keys: ['w'],
		description: 'show what is wrong, who causes it, and all resources',
		hint: 'diagnosis',
		run: controls =>
			controls.open(controls.ui().overlay?.kind === 'diagnosis' ? undefined : {kind: 'diagnosis', index: 0}),
	},
	statistics: {
		group: 'view',
		keys: ['i'],
		description: 'show minimum, mean, p95 and maximum',
		run: controls =>
			controls.open(controls.ui().overlay?.kind === 'statistics' ? undefined : {kind: 'statistics', scroll: 0}),
	},
	health: {group: 'general', keys: ['!'], description: 'show the health of mon-tui', ...page('health')},
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
	goTo: {
		group: 'move',
		keys: ['g'],
		description: 'go to: gg the first row, gp GPUs, gs services, …',
		run: controls =>
			controls.view() === 'detailed'
				? controls.open({kind: 'goTo'})
				: controls.showHint('The panels are in the detailed view: d.'),
	},
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
		run: controls => controls.change(ui => ({...ui, bucketMs: defaultBucketMs})),
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
	exportNow: {group: 'general', keys: ['E'], description: 'export the latest sample', run: exportNow},
	units: {
		group: 'view',
		keys: ['B'],
		description: 'sizes in powers of 1024 or 1000',
		run: controls => controls.change(ui => ({...ui, hasDecimalUnits: !ui.hasDecimalUnits})),
	},
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
