import {shownFlags} from '../help/shown-flags.js';
import {bashCompletion} from './bash.js';
import {fishCompletion} from './fish.js';
import {zshCompletion} from './zsh.js';

/** Returns the script with which a shell completes the flags of mon-tui. */
export function completionScript(shell: 'bash' | 'zsh' | 'fish'): string {
	const flags = shownFlags();
	switch (shell) {
		case 'bash':
			return bashCompletion(flags);
		case 'zsh':
			return zshCompletion(flags);
		case 'fish':
			return fishCompletion(flags);
	}
}
