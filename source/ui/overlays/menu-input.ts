import type {Action} from '../input/keys.js';
import type {Overlay, UiEvent} from '../state/ui-state.js';

/** What the keys of a menu do: up and down go round, pages and ends do not, Esc closes. */
export function menuEvents(
	action: Action | undefined,
	menu: Overlay & {readonly kind: 'sort' | 'signal' | 'alerts' | 'silence' | 'options'},
	{length, pageRows}: {readonly length: number; readonly pageRows: number},
	close: UiEvent,
): readonly UiEvent[] {
	const select = (index: number): readonly UiEvent[] => [{kind: 'overlay', overlay: {...menu, index}}];
	const last = Math.max(0, length - 1);
	switch (action) {
		case 'up':
			return select(menu.index > 0 ? menu.index - 1 : last);
		case 'down':
			return select(menu.index < last ? menu.index + 1 : 0);
		case 'pageUp':
			return select(Math.max(0, menu.index - pageRows));
		case 'pageDown':
			return select(Math.min(last, menu.index + pageRows));
		case 'first':
			return select(0);
		case 'last':
			return select(last);

		case 'close':
			return [close];
		default:
			return [];
	}
}

/** Something to be read. */
export function message(text: string): UiEvent {
	return {kind: 'overlay', overlay: {kind: 'message', text}};
}
