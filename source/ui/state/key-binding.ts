import type {KeyAction} from '../../config/options/key-actions.js';

/** What a key can do. */
export type Action = KeyAction;

/** An action and its keys, as the help and the footer show them. */
export type KeyBinding = {
	readonly action: Action;
	readonly keys: readonly string[];
	/** For the help page. */
	readonly description: string;
	/** For the footer: shorter is better. Absent = not shown there. */
	readonly hint?: string;
};
