import type {Key} from 'ink';
import {keyActions} from '../../config/options/key-actions.js';
import {suggestion} from '../../support/nearest.js';
import type {Action, KeyBinding} from '../state/key-binding.js';
import {type ActionRow, actions} from './actions.js';

/** Default key bindings in the order of the help. */
export const keyBindings: readonly KeyBinding[] = keyActions.map(action => ({
	action,
	...actions[action],
}));

/** Returns the bindings without those that only apply to a fleet. */
export function withoutFleetKeys(bindings: readonly KeyBinding[]): readonly KeyBinding[] {
	return bindings.filter(({action}) => rowOf(action).when !== 'fleet');
}

/** Returns the key-table entry of an action. */
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

/** Returns the display name of a key: `Ctrl-C`, `space`, `?`. */
export function keyLabel(name: string, isAscii = false): string {
	if (name.startsWith('ctrl+')) {
		return `Ctrl-${name.slice(5).toUpperCase()}`;
	}

	return (isAscii ? asciiArrows[name] : undefined) ?? labels[name] ?? name;
}

/** Names of keys that send a single character. */
const namedCharacters: Readonly<Record<string, string>> = {
	' ': 'space',
	'\t': 'tab',
	'\r': 'enter',
	'\n': 'enter',
	'\u{7F}': 'backspace',
	'\b': 'backspace',
};

/**
Returns the names of the keys in one input event. Fast typing delivers several characters at once; each one is a key.
*/
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

/** Returns the action bound to a key. */
export function actionOf(key: string, bindings: readonly KeyBinding[]): Action | undefined {
	return bindings.find(({keys}) => keys.includes(key))?.action;
}

/** Names of keys other than single characters, as `keyNames` returns them. */
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

/**
Validates custom key bindings. Returns the error of each faulty action: unknown action, unknown key, or key bound twice.
*/
export function keyFaults(overrides: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
	const names = keyActions;
	const faults = new Map<string, string>();
	for (const name of Object.keys(overrides)) {
		if (!names.some(action => action === name)) {
			faults.set(name, `unknown action${suggestion(name, names) || `; known actions: ${names.join(', ')}`}`);
		}
	}

	for (const [name, override] of Object.entries(overrides)) {
		const wrong = override.split(/\s+/).find(key => key !== '' && !isKey(key));
		if (wrong !== undefined && !faults.has(name)) {
			const hint = suggestion(wrong, namedKeys) || `; use a character, ctrl+ and a letter, or ${namedKeys.join(', ')}`;
			faults.set(name, `unknown key "${wrong}"${hint}`);
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
					`"${key}" is bound to both ${owner} and ${action}`,
				);
			}
		}
	}

	return faults;
}

/**
Returns the bindings with custom keys applied. A listed action gets exactly the given keys, which are separated by spaces.
*/
export function rebind(overrides: Readonly<Record<string, string>>): readonly KeyBinding[] {
	return keyBindings.map(binding => {
		const override = Object.hasOwn(overrides, binding.action) ? overrides[binding.action] : undefined;
		return override === undefined ? binding : {...binding, keys: override.split(/\s+/).filter(Boolean)};
	});
}
