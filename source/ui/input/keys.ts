import {keyActions} from '../../config/options/key-actions.js';
import {suggestion} from '../../support/nearest.js';
import type {Action, KeyBinding} from '../state/key-binding.js';
import {type ActionRow, actions} from './actions.js';
import {namedKeys} from './key-names.js';

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
	insert: 'Ins',
};

const asciiArrows: Readonly<Record<string, string>> = {up: 'Up', down: 'Down', left: 'Left', right: 'Right'};

/** Returns the display name of a key: `Ctrl-C`, `space`, `?`. */
export function keyLabel(name: string, isAscii = false): string {
	if (name.startsWith('ctrl+')) {
		return `Ctrl-${name.slice(5).toUpperCase()}`;
	}

	if (/^f\d+$/.test(name)) {
		return name.toUpperCase();
	}

	return (isAscii ? asciiArrows[name] : undefined) ?? labels[name] ?? name;
}

/** Returns the action bound to a key. */
export function actionOf(key: string, bindings: readonly KeyBinding[]): Action | undefined {
	return bindings.find(({keys}) => keys.includes(key))?.action;
}

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
		const wrong = keysIn(override).find(key => !isKey(key));
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

/** Returns the keys of a setting. Function keys may be written as on the keyboard: `F5`. */
function keysIn(setting: string): readonly string[] {
	return setting
		.split(/\s+/)
		.filter(Boolean)
		.map(key => (/^F\d+$/.test(key) ? key.toLowerCase() : key));
}

/**
Returns the bindings with custom keys applied. A listed action gets exactly the given keys, which are separated by spaces.
*/
export function rebind(overrides: Readonly<Record<string, string>>): readonly KeyBinding[] {
	return keyBindings.map(binding => {
		const override = Object.hasOwn(overrides, binding.action) ? overrides[binding.action] : undefined;
		return override === undefined ? binding : {...binding, keys: keysIn(override)};
	});
}
