import {shownFlags} from '../help/shown-flags.js';
import {bashCompletion} from './bash.js';
import {fishCompletion} from './fish.js';
import {zshCompletion} from './zsh.js';

/** What a shell reads to complete the flags of this program. */
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
