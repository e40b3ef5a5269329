import type {Key} from 'ink';
import {keyActions} from '../../config/options/key-actions.js';
import {suggestion} from '../../support/nearest.js';
import type {Action, KeyBinding} from '../state/key-binding.js';
import {type ActionRow, actions} from './actions.js';

/** What the keys do, in the order of the help. */
export const keyBindings: readonly KeyBinding[] = keyActions.map(action => ({
	action,
	...actions[action],
}));

/** Without what makes sense only where there are several machines. */
export function withoutFleetKeys(bindings: readonly KeyBinding[]): readonly KeyBinding[] {
	return bindings.filter(({action}) => rowOf(action).when !== 'fleet');
}

/** What an action does. */
export function rowOf(action: Action): ActionRow {
	return actions[action];
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

/** What that key does. */
export function actionOf(key: string, bindings: readonly KeyBinding[]): Action | undefined {
	return bindings.find(({keys}) => keys.includes(key))?.action;
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
export function keyFaults(overrides: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
	const names = keyActions;
	const faults = new Map<string, string>();
	for (const name of Object.keys(overrides)) {
		if (!names.some(action => action === name)) {
			faults.set(name, `there is no such action${suggestion(name, names) || `; there are ${names.join(', ')}`}`);
		}
	}

	for (const [name, override] of Object.entries(overrides)) {
		const wrong = override.split(/\s+/).find(key => key !== '' && !isKey(key));
		if (wrong !== undefined && !faults.has(name)) {
			const hint =
				suggestion(wrong, namedKeys) || `; it must be a character, ctrl+ and a letter, or ${namedKeys.join(', ')}`;
			faults.set(name, `there is no key "${wrong}"${hint}`);
		}
	}

	const owners = new Map<string, Action>();
	for (const {action, keys} of rebind(overrides)) {
		for (const key of keys) {
			const owner = owners.get(key);
			if (owner === undefined) {
				owners.set(key, action);
			} else {
				faults.set(
					Object.hasOwn(overrides, action) ? action : owner,
					`"${key}" is given to both ${owner} and ${action}`,
				);
			}
		}
	}

	return faults;
}

/** The table with the user's own keys: an action that is named gets exactly the keys given for it, parted by spaces. */
export function rebind(overrides: Readonly<Record<string, string>>): readonly KeyBinding[] {
	return keyBindings.map(binding => {
		const override = Object.hasOwn(overrides, binding.action) ? overrides[binding.action] : undefined;
		return override === undefined ? binding : {...binding, keys: override.split(/\s+/).filter(Boolean)};
	});
}
