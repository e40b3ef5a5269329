import {keyActions} from '../../config/options/key-actions.js';
import {type KeyPreset, presetOf} from '../../config/options/keys.js';
import {suggestion} from '../../support/nearest.js';
import type {Action, KeyBinding} from '../state/key-binding.js';
import type {ActionRow} from './action-row.js';
import {actions} from './actions.js';
import {namedKeys} from './key-names.js';
import {presets} from './presets.js';

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

/** Returns the action bound to a key. */
export function actionOf(key: string, bindings: readonly KeyBinding[]): Action | undefined {
	return bindings.find(({keys}) => keys.includes(key))?.action;
}

function isKey(name: string): boolean {
	return namedKeys.includes(name) || /^(?:ctrl\+)?.$/u.test(name);
}

/**
Returns the error of each faulty action in the keys of a configuration: unknown action, unknown key, or key bound twice. The
entry `preset` names the preset that they change.
*/
export function keyFaults({preset, ...overrides}: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
	const names = keyActions;
	const faults = new Map<string, string>();
	for (const name of Object.keys(overrides)) {
		if (!names.some(action => action === name)) {
			faults.set(
				name,
				`unknown action${suggestion(name, ['preset', ...names]) || `; known actions: ${names.join(', ')}`}`,
			);
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
	for (const {action, keys} of rebind(overrides, presetOf(preset))) {
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
Returns the bindings of a preset with custom keys applied. A listed action gets exactly the given keys, which are separated by
spaces.
*/
export function rebind(
	overrides: Readonly<Record<string, string>>,
	preset: KeyPreset = 'default',
): readonly KeyBinding[] {
	const given = new Map(Object.entries({...presets[preset], ...overrides}));
	return keyBindings.map(binding => {
		const override = given.get(binding.action);
		return override === undefined ? binding : {...binding, keys: keysIn(override)};
	});
}
