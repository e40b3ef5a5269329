import type {UiEvent} from '../state/ui-state.js';

/** The filter works while it is typed; Enter keeps it, Esc takes it away. */
export function filterEvent(key: string, text: string): UiEvent {
	switch (key) {
		case 'enter':
			return {kind: 'overlay', overlay: undefined};
		case 'escape':
			return {kind: 'clearFilter'};
		case 'backspace':
			return {kind: 'filterText', text: [...text].slice(0, -1).join('')};
		case 'space':
			return {kind: 'filterText', text: `${text} `};
		case 'ctrl+u':
			return {kind: 'filterText', text: ''};
		default:
			return {kind: 'filterText', text: [...key].length === 1 && text.length < longestFilter ? text + key : text};
	}
}

const longestFilter = 200;

/** The first line of pasted text that says something, added to the filter; tabs and other controls are blanks. */
export function pastedFilter(pasted: string, text: string): UiEvent {
	const line = pasted.split(/[\r\n]+/).find(one => one.trim() !== '') ?? '';
	const added = line.replaceAll(/\p{Cc}+/gu, ' ').trim();
	return {kind: 'filterText', text: [...text, ...added].slice(0, longestFilter).join('')};
}
