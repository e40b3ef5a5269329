import type {Action} from '../keys.js';
import type {Overlay, UiEvent} from '../ui-state.js';

/** What the keys of a menu do: up and down go round, Esc closes. */
export function menuEvents(
	action: Action | undefined,
	menu: Overlay & {readonly kind: 'sort' | 'signal' | 'alerts' | 'silence' | 'options'},
	length: number,
	close: UiEvent,
): readonly UiEvent[] {
	switch (action) {
		case 'up':
		case 'down': {
			const index = (menu.index + (action === 'down' ? 1 : -1) + length) % Math.max(1, length);
			return [{kind: 'overlay', overlay: {...menu, index}}];
		}

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
