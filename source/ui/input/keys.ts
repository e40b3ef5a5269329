import type {Key} from 'ink';
import type {KeyAction} from '../../config/options/key-actions.js';
import {suggestion} from '../../support/nearest.js';

export type KeyBinding<Name extends string = Action> = {
	readonly action: Name;
	readonly keys: readonly string[];
	/** For the help page. */
	readonly description: string;
	/** For the footer: shorter is better. Absent = not shown there. */
	readonly hint?: string;
};

/** The one table behind handling, help and footer. In the order of the help page. */
export const keyBindings = [
	{action: 'help', keys: ['?', 'h'], description: 'show or close this help', hint: 'help'},
	{action: 'quit', keys: ['q', 'ctrl+c'], description: 'quit', hint: 'quit'},
	{action: 'close', keys: ['escape'], description: 'close what is open, clear the filter; never quits'},
	{action: 'nextView', keys: ['v'], description: 'next view: detailed, compact, line', hint: 'view'},
	{action: 'compactView', keys: ['c'], description: 'compact view, in place'},
	{action: 'detailedView', keys: ['d'], description: 'detailed view, full screen'},
	{action: 'overview', keys: ['f'], description: 'all hosts of the fleet, and back to the last one', hint: 'hosts'},
	{action: 'previousHost', keys: ['['], description: 'the host before, by name'},
	{action: 'nextHost', keys: [']'], description: 'the next host, by name'},
	{
		action: 'pause',
		keys: ['space'],
		description: 'pause the screen; measuring, server and alerts go on',
		hint: 'pause',
	},
	{
		action: 'filter',
		keys: ['/'],
		description: 'filter processes: text, cpu>5, user=root, mem>=1g, name~^ssh',
		hint: 'filter',
	},
	{action: 'sortMenu', keys: ['s'], description: 'choose what processes are sorted by', hint: 'sort'},
	{action: 'invert', keys: ['I'], description: 'turn the order round'},
	{action: 'sortCpu', keys: ['P'], description: 'sort by CPU'},
	{action: 'sortMemory', keys: ['M'], description: 'sort by memory'},
	{action: 'sortTime', keys: ['T'], description: 'sort by CPU time'},
	{action: 'sortPid', keys: ['N'], description: 'sort by pid'},
	{action: 'tree', keys: ['t'], description: 'processes as a tree', hint: 'tree'},
	{action: 'perCore', keys: ['p'], description: 'process CPU per core or of the whole machine'},
	{action: 'up', keys: ['up', 'k'], description: 'select the process above; scroll the focused panel up'},
	{action: 'down', keys: ['down', 'j'], description: 'select the process below; scroll the focused panel down'},
	{action: 'pageUp', keys: ['pageup'], description: 'a page up'},
	{action: 'pageDown', keys: ['pagedown'], description: 'a page down'},
	{action: 'first', keys: ['home'], description: 'the first process, or row of the focused panel'},
	{action: 'last', keys: ['end', 'G'], description: 'the last process, or row of the focused panel'},
	{
		action: 'details',
		keys: ['enter'],
		description: 'details of the selected process, else zoom the focused panel; open the selected host',
	},
	{action: 'signal', keys: ['x'], description: 'send the selected process a signal; asks first', hint: 'signal'},
	{action: 'alerts', keys: ['a'], description: 'alerts: what is wrong now, and what was', hint: 'alerts'},
	{action: 'acknowledge', keys: ['A'], description: 'in the alerts: somebody knows, do not repeat it'},
	{action: 'silence', keys: ['S'], description: 'in the alerts: tell nobody for a while'},
	{action: 'health', keys: ['!'], description: 'the health of mon-tui itself'},
	{action: 'focusNext', keys: ['tab'], description: 'focus the next panel'},
	{action: 'focusPrevious', keys: ['shift+tab'], description: 'focus the previous panel'},
	{
		action: 'focusNumber',
		keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
		description: 'focus the panel of that number, counted from the top left',
	},
	{action: 'zoom', keys: ['z'], description: 'the focused panel on the whole screen, and back', hint: 'zoom'},
	{action: 'gpu', keys: ['g'], description: 'the graphics cards on the whole screen, and back'},
	{action: 'options', keys: ['o'], description: 'panels to show or hide, colours, graphs', hint: 'options'},
	{
		action: 'remember',
		keys: ['W'],
		description: 'remember view, panels, colours, graphs and order in the configuration',
	},
	{action: 'wider', keys: ['+'], description: 'graphs show a longer time', hint: 'time'},
	{action: 'narrower', keys: ['-'], description: 'graphs show a shorter time'},
	{action: 'resetWindow', keys: ['='], description: 'graphs show the usual time'},
	{action: 'back', keys: ['left'], description: 'scroll back through history'},
	{action: 'forward', keys: ['right'], description: 'scroll forward'},
	{action: 'live', keys: ['0'], description: 'back to live'},
	{action: 'faster', keys: ['<'], description: 'refresh more often; a recording: half as fast'},
	{action: 'slower', keys: ['>'], description: 'refresh less often; a recording: twice as fast'},
	{action: 'stepBack', keys: [','], description: 'pause a recording, and go one measurement back'},
	{action: 'stepForward', keys: ['.'], description: 'pause a recording, and go one measurement forward'},
	{action: 'nextAlert', keys: ['n'], description: 'the next alert of a recording'},
	{action: 'exportNow', keys: ['E'], description: 'record this moment in the export directory'},
	{action: 'units', keys: ['u'], description: 'sizes in powers of 1024 or of 1000'},
	{action: 'redraw', keys: ['ctrl+l'], description: 'draw the screen anew'},
	{action: 'suspend', keys: ['ctrl+z'], description: 'suspend; fg brings it back'},
] as const satisfies readonly KeyBinding<KeyAction>[];

/** Everything that a key can do: each action of the configuration has its row. */
export type Action = KeyAction extends (typeof keyBindings)[number]['action'] ? KeyAction : never;

const fleetActions: ReadonlySet<Action> = new Set(['overview', 'previousHost', 'nextHost']);

/** Without what makes sense only where there are several machines. */
export function withoutFleetKeys(bindings: readonly KeyBinding[]): readonly KeyBinding[] {
	return bindings.filter(({action}) => !fleetActions.has(action));
}

const labels: Readonly<Record<string, string>> = {
	escape: 'Esc',
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	enter: 'Enter',
	tab: 'Tab',
	'shift+tab': 'Shift-Tab',
	home: 'Home',
	end: 'End',
};

const asciiArrows: Readonly<Record<string, string>> = {up: 'Up', down: 'Down', left: 'Left', right: 'Right'};

/** How a key is shown: `Ctrl-C`, `space`, `?`. */
export function keyLabel(name: string, isAscii = false): string {
	if (name.startsWith('ctrl+')) {
		return `Ctrl-${name.slice(5).toUpperCase()}`;
	}

	return (isAscii ? asciiArrows[name] : undefined) ?? labels[name] ?? name;
}

/** Keys that are a character of their own, as they arrive in the middle of others. */
const namedCharacters: Readonly<Record<string, string>> = {
	' ': 'space',
	'\t': 'tab',
	'\r': 'enter',
	'\n': 'enter',
	'\u{7F}': 'backspace',
	'\b': 'backspace',
};

/** The names of the keys in one input event. Typed fast, several characters arrive together; each is a key of its own. */
export function keyNames(input: string, key: Key): readonly string[] {
	if (key.tab && input.length <= 1) {
		return [key.shift ? 'shift+tab' : 'tab'];
	}

	for (const [name, isPressed] of [
		['escape', key.escape],
		['enter', key.return],
		['up', key.upArrow],
		['down', key.downArrow],
		['left', key.leftArrow],
		['right', key.rightArrow],
		['pageup', key.pageUp],
		['pagedown', key.pageDown],
		['home', key.home],
		['end', key.end],
		['backspace', key.backspace || key.delete],
	] as const) {
		if (isPressed) {
			return [name];
		}
	}

	if (key.ctrl) {
		return [`ctrl+${input}`];
	}

	return [...input].map(character => namedCharacters[character] ?? character);
}

/** What each key does. */
export function actionsByKey(bindings: readonly KeyBinding[]): ReadonlyMap<string, Action> {
	return new Map(bindings.flatMap(({action, keys}) => keys.map(key => [key, action] as const)));
}

/** Keys that are no single character; `keyNames` names them so. */
const namedKeys = [
	'space',
	'tab',
	'shift+tab',
	'enter',
	'escape',
	'backspace',
	'up',
	'down',
	'left',
	'right',
	'pageup',
	'pagedown',
	'home',
	'end',
];

function isKey(name: string): boolean {
	return namedKeys.includes(name) || /^(?:ctrl\+)?.$/u.test(name);
}

/** What is wrong with the user's own keys: an unknown action, no key, a key given to two actions. By the name that was given. */
export function keyFaults(wishes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
	const names = keyBindings.map(({action}) => action);
	const faults = new Map<string, string>();
	for (const name of Object.keys(wishes)) {
		if (!names.some(action => action === name)) {
			faults.set(name, `there is no such action${suggestion(name, names) || `; there are ${names.join(', ')}`}`);
		}
	}

	for (const [name, wish] of Object.entries(wishes)) {
		const wrong = wish.split(/\s+/).find(key => key !== '' && !isKey(key));
		if (wrong !== undefined && !faults.has(name)) {
			const hint =
				suggestion(wrong, namedKeys) || `; it must be a character, ctrl+ and a letter, or ${namedKeys.join(', ')}`;
			faults.set(name, `there is no key "${wrong}"${hint}`);
		}
	}

	const owners = new Map<string, Action>();
	for (const {action, keys} of rebind(wishes)) {
		for (const key of keys) {
			const owner = owners.get(key);
			if (owner === undefined) {
				owners.set(key, action);
			} else {
				faults.set(Object.hasOwn(wishes, action) ? action : owner, `"${key}" is given to both ${owner} and ${action}`);
			}
		}
	}

	return faults;
}

/** The table with the user's own keys: an action that is named gets exactly the keys given for it, parted by spaces. */
export function rebind(wishes: Readonly<Record<string, string>>): readonly KeyBinding[] {
	const known: readonly KeyBinding[] = keyBindings;
	return known.map(binding => {
		const wish = Object.hasOwn(wishes, binding.action) ? wishes[binding.action] : undefined;
		return wish === undefined ? binding : {...binding, keys: wish.split(/\s+/).filter(Boolean)};
	});
}
