import {alertEvents, silenceEvents} from '../alerts/alerts-input.js';
import {moved, type Step} from '../lists/place.js';
import {menuEvents, message} from '../overlays/menu-input.js';
import {optionEvents} from '../overlays/options-input.js';
import {filterEvent, pastedFilter} from '../processes/filter-input.js';
import {listedProcesses} from '../processes/listed.js';
import {processKey, processRows} from '../processes/rows.js';
import {signalEvents} from '../processes/signal-input.js';
import {sortKeys} from '../processes/sort.js';
import type {Overlay, UiEvent, UiState} from '../state/ui-state.js';
import type {InputContext} from './input-context.js';
import type {Action} from './keys.js';
import {scrolled} from './scroll.js';

/** What pasted text does: it is text where text is typed, and nothing elsewhere. */
export function pasteEvents(pasted: string, {overlay}: UiState): readonly UiEvent[] {
	return overlay?.kind === 'filter' ? [pastedFilter(pasted, overlay.text)] : [];
}

/** What one key does. An overlay takes the keys it knows; help leaves the others to the table. */
export function eventsOf(key: string, context: InputContext): readonly UiEvent[] {
	const {state, actions} = context;
	const action = actions.get(key);
	if (action === 'quit' && (key.startsWith('ctrl+') || state.overlay?.kind !== 'filter')) {
		return [{kind: 'action', action, panels: context.panels}];
	}

	return state.overlay === undefined
		? actionEvents(key, action, context)
		: overlayEvents(key, action, state.overlay, context);
}

function actionEvents(key: string, action: Action | undefined, context: InputContext): readonly UiEvent[] {
	switch (action) {
		case undefined:
		case 'acknowledge':
		case 'silence':
			return [];
		case 'up':
			return move(context, {rows: -1});
		case 'down':
			return move(context, {rows: 1});
		case 'pageUp':
			return move(context, {pages: -1});
		case 'pageDown':
			return move(context, {pages: 1});
		case 'first':
			return move(context, {rows: Number.NEGATIVE_INFINITY});
		case 'last':
			return move(context, {rows: Number.POSITIVE_INFINITY});
		case 'focusNumber':
			return [{kind: 'focus', panel: context.panels[Number(key) - 1]}];
		case 'signal':
			return context.service.signal
				? [{kind: 'action', action, panels: context.panels}]
				: [message('Signals are switched off here: with --read-only, for other machines and for recordings.')];
		default:
			return [{kind: 'action', action, panels: context.panels}];
	}
}

/** In the list of the panel that has the keys; the processes have them while no other panel is chosen. */
function move(context: InputContext, step: Step): readonly UiEvent[] {
	const {state, pageRows} = context;
	const panel = state.zoomed ?? state.focused ?? 'processes';
	if (panel === 'processes') {
		return [select(context, 'rows' in step ? step.rows : step.pages * pageRows)];
	}

	const list = context.list(panel);
	return list ? [{kind: 'scroll', panel, place: moved(list, state.places[panel], step)}] : [];
}

/** The selection moves in the list as it is now; it stays on its process when the list moves. */
export function select({state, monitor, service, isAscii}: InputContext, step: number): UiEvent {
	const list = listedProcesses(monitor);
	const rows = processRows(list, {...state.processes, isAscii}, service.commandLine);
	const current = rows.findIndex(({process}) => processKey(process) === state.processes.selectedKey);
	const wanted =
		current === -1 ? (step > 0 && Number.isFinite(step) ? 0 : step < 0 ? 0 : rows.length - 1) : current + step;
	const row = rows[Math.max(0, Math.min(rows.length - 1, wanted))];
	return {kind: 'select', processKey: row && processKey(row.process)};
}

type Page = Overlay & {readonly kind: 'help' | 'health'};

/** What fills the whole screen scrolls; a key that does something else closes it, and does that. */
function pageEvents(
	key: string,
	action: Action | undefined,
	page: Page,
	context: InputContext,
	close: UiEvent,
): readonly UiEvent[] {
	const scroll = scrolled(page.scroll, action, context.extent);
	if (scroll !== undefined) {
		return [{kind: 'overlay', overlay: {...page, scroll}}];
	}

	if (action === undefined) {
		return [];
	}

	return action === page.kind || action === 'close' ? [close] : [close, ...actionEvents(key, action, context)];
}

/** What a key does while an overlay is open. */
export function overlayEvents(
	key: string,
	action: Action | undefined,
	overlay: Overlay,
	context: InputContext,
): readonly UiEvent[] {
	const close: UiEvent = {kind: 'overlay', overlay: undefined};
	switch (overlay.kind) {
		case 'filter':
			return [filterEvent(key, overlay.text)];
		case 'help':
		case 'health':
			return pageEvents(key, action, overlay, context, close);
		case 'sort': {
			const chosen = sortKeys[overlay.index];
			if (key === 'enter' && chosen) {
				return [close, {kind: 'sort', sort: chosen}];
			}

			return menuEvents(action, overlay, {length: sortKeys.length, pageRows: context.pageRows}, close);
		}

		case 'signal':
			return signalEvents(key, action, overlay, context, close);
		case 'alerts':
			return alertEvents(key, action, overlay, context, close);
		case 'silence':
			return silenceEvents(key, action, overlay, context, close);
		case 'options':
			return optionEvents(key, action, overlay, context, close);
		case 'alert':
			return action === 'close' || key === 'enter' ? [{kind: 'action', action: 'alerts', panels: context.panels}] : [];
		case 'details':
		case 'message':
			return action === 'close' || key === 'enter' || action === 'quit' ? [close] : [];
		default:
			return overlay satisfies never;
	}
}
