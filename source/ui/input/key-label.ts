import type {Action, KeyBinding} from '../state/key-binding.js';
import type {MachineControls} from './controls.js';

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
	delete: 'Del',
	backspace: 'Bksp',
	space: 'Space',
};

const asciiArrows: Readonly<Record<string, string>> = {up: 'Up', down: 'Down', left: 'Left', right: 'Right'};

/** Returns the display name of a key: `Ctrl-C`, `Space`, `?`. */
export function keyLabel(name: string, isAscii = false): string {
	if (name.startsWith('ctrl+')) {
		return `Ctrl-${name.slice(5).toUpperCase()}`;
	}

	if (/^f\d+$/.test(name)) {
		return name.toUpperCase();
	}

	return (isAscii ? asciiArrows[name] : undefined) ?? labels[name] ?? name;
}

/** Returns the keys of an action as text. A long series, such as the digits, is shortened to a range. */
export function keysText(keys: readonly string[], isAscii: boolean): string {
	const [first] = keys;
	return keys.length > 4 && first !== undefined
		? `${first}-${keys.at(-1)}`
		: keys.map(key => keyLabel(key, isAscii)).join(' ');
}

/** Returns the key of an action that is shown first; `undefined` without one. */
export function firstKey(action: Action, bindings: readonly KeyBinding[]): string | undefined {
	return bindings.find(one => one.action === action)?.keys[0];
}

/** Returns a sentence that ends with the key of an action: `The options show it: o.`. Without a key, the sentence alone. */
export function withKey(sentence: string, action: Action, {settings, services}: MachineControls): string {
	const key = firstKey(action, settings().bindings);
	return key === undefined ? `${sentence}.` : `${sentence}: ${keyLabel(key, services.appearance().isAscii)}.`;
}
