import type {KeyAction} from '../../config/options/key-actions.js';

/** An action that a key can be bound to. */
export type Action = KeyAction;

/** An action and its keys, as help and footer show them. */
export type KeyBinding = {
	readonly action: Action;
	readonly keys: readonly string[];
	/** Text for the help page. */
	readonly description: string;
	/** Short text for the footer. */
	readonly hint?: string;
};
