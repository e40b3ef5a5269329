import {known} from '../metrics/reading.js';
import type {Process} from '../metrics/snapshot.js';
import type {MonitorState} from '../state.js';
import type {AlertService} from './alerts/service.js';
import {silenceTimes} from './alerts/silence-times.js';
import type {Action} from './keys.js';
import type {PanelName} from './panel-name.js';
import {processKey, processRows} from './processes/rows.js';
import type {ProcessService} from './processes/service.js';
import {signals} from './processes/signals.js';
import {sortKeys} from './processes/sort.js';
import type {Overlay, UiEvent, UiState} from './ui-state.js';
import {worstFirst} from './worst-first.js';

/** What a key is judged by besides the table: what is open, and what is shown. */
export type InputContext = {
	readonly state: UiState;
	readonly monitor: MonitorState;
	readonly actions: ReadonlyMap<string, Action>;
	readonly panels: readonly PanelName[];
	readonly service: ProcessService;
	readonly alertService: AlertService;
	readonly isAscii: boolean;
	/** Rows of processes that a page has. */
	readonly pageRows: number;
};

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
			return [move(context, -1)];
		case 'down':
			return [move(context, 1)];
		case 'pageUp':
			return [move(context, -context.pageRows)];
		case 'pageDown':
			return [move(context, context.pageRows)];
		case 'first':
			return [move(context, Number.NEGATIVE_INFINITY)];
		case 'last':
			return [move(context, Number.POSITIVE_INFINITY)];
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

/** The selection moves in the list as it is now; it stays on its process when the list moves. */
function move({state, monitor, service, isAscii}: InputContext, step: number): UiEvent {
	const list = listOf(monitor);
	const rows = processRows(list, {...state.processes, isAscii}, service.commandLine);
	const current = rows.findIndex(({process}) => processKey(process) === state.processes.selectedKey);
	const wanted =
		current === -1 ? (step > 0 && Number.isFinite(step) ? 0 : step < 0 ? 0 : rows.length - 1) : current + step;
	const row = rows[Math.max(0, Math.min(rows.length - 1, wanted))];
	return {kind: 'select', processKey: row && processKey(row.process)};
}

function overlayEvents(
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
			if (action === 'up' || action === 'down') {
				const scroll = Math.max(0, overlay.scroll + (action === 'down' ? 1 : -1));
				return [{kind: 'overlay', overlay: {...overlay, scroll}}];
			}

			return action === undefined
				? []
				: action === 'help' || action === 'close'
					? [close]
					: [close, ...actionEvents(key, action, context)];
		case 'sort': {
			const chosen = sortKeys[overlay.index];
			if (key === 'enter' && chosen) {
				return [close, {kind: 'sort', sort: chosen}];
			}

			return menuEvents(action, overlay, sortKeys.length, close);
		}

		case 'signal':
			return signalEvents(key, action, overlay, context, close);
		case 'alerts':
			return alertEvents(key, action, overlay, context, close);
		case 'silence':
			return silenceEvents(key, action, overlay, context, close);
		case 'alert':
			return action === 'close' || key === 'enter' ? [{kind: 'action', action: 'alerts', panels: context.panels}] : [];
		case 'details':
		case 'message':
			return action === 'close' || key === 'enter' || action === 'quit' ? [close] : [];
		default:
			return overlay satisfies never;
	}
}

function menuEvents(
	action: Action | undefined,
	menu: Overlay & {readonly kind: 'sort' | 'signal' | 'alerts' | 'silence'},
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

function signalEvents(
	key: string,
	action: Action | undefined,
	overlay: Overlay & {readonly kind: 'signal'},
	{monitor, service}: InputContext,
	close: UiEvent,
): readonly UiEvent[] {
	if (!overlay.isConfirming) {
		return key === 'enter'
			? [{kind: 'overlay', overlay: {...overlay, isConfirming: true}}]
			: menuEvents(action, overlay, signals.length, close);
	}

	const process = listOf(monitor).find(candidate => processKey(candidate) === overlay.processKey);
	const signal = signals[overlay.index]?.name;
	if (key !== 'y' || !process || !signal || !service.signal) {
		return [close];
	}

	try {
		service.signal(process, signal);
		return [close];
	} catch (error) {
		return [message(error instanceof Error ? error.message : String(error))];
	}
}

function alertEvents(
	key: string,
	action: Action | undefined,
	overlay: Overlay & {readonly kind: 'alerts'},
	{monitor, alertService}: InputContext,
	close: UiEvent,
): readonly UiEvent[] {
	const alerts = worstFirst(monitor.sample?.alerts ?? []);
	const alert = alerts[overlay.index];
	if (action === 'alerts') {
		return [close];
	}

	if (key === 'enter' && alert) {
		return [{kind: 'overlay', overlay: {kind: 'alert', id: alert.id}}];
	}

	if ((action === 'acknowledge' || action === 'silence') && alert) {
		if (!alertService[action]) {
			return [message('These alerts are not judged here: nothing can be done about them from this screen.')];
		}

		if (action === 'silence') {
			return [{kind: 'overlay', overlay: {kind: 'silence', id: alert.id, index: 0}}];
		}

		alertService.acknowledge?.(alert);
		return [];
	}

	return menuEvents(action, overlay, alerts.length, close);
}

function silenceEvents(
	key: string,
	action: Action | undefined,
	overlay: Overlay & {readonly kind: 'silence'},
	{monitor, alertService}: InputContext,
	close: UiEvent,
): readonly UiEvent[] {
	if (key !== 'enter') {
		return menuEvents(action, overlay, silenceTimes.length, close);
	}

	const alert = monitor.sample?.alerts.find(({id}) => id === overlay.id);
	const time = silenceTimes[overlay.index];
	if (alert && time) {
		alertService.silence?.(alert, time.forMs);
	}

	return [{kind: 'overlay', overlay: {kind: 'alerts', index: 0}}];
}

/** The filter works while it is typed; Enter keeps it, Esc takes it away. */
function filterEvent(key: string, text: string): UiEvent {
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

function message(text: string): UiEvent {
	return {kind: 'overlay', overlay: {kind: 'message', text}};
}

function listOf({sample}: MonitorState): readonly Process[] {
	return known(sample?.snapshot.readings.processes)?.list ?? [];
}
