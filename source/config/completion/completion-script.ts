import {shownFlags} from '../help/shown-flags.js';
import {commandWords} from '../sources/renamed.js';
import {bashCompletion} from './bash.js';
import {fishCompletion} from './fish.js';
import {zshCompletion} from './zsh.js';

/** Returns the script with which a shell completes the flags of mon-tui and the words that may come first. */
export function completionScript(shell: 'bash' | 'zsh' | 'fish'): string {
	const flags = shownFlags();
	const words = [...commandWords.keys()];
	switch (shell) {
		case 'bash':
			return bashCompletion(flags, words);
		case 'zsh':
			return zshCompletion(flags, words);
		case 'fish':
			return fishCompletion(flags, words);
	}
}
