import type {InputContext} from '../input/input-context.js';
import type {Action} from '../input/keys.js';
import {menuEvents, message} from '../overlays/menu-input.js';
import type {Overlay, UiEvent} from '../state/ui-state.js';
import {silenceTimes} from './silence-times.js';
import {worstFirst} from './worst-first.js';

/** The keys of the list of alerts. */
export function alertEvents(
	key: string,
	action: Action | undefined,
	overlay: Overlay & {readonly kind: 'alerts'},
	{monitor, alertService, pageRows}: InputContext,
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

	return menuEvents(action, overlay, {length: alerts.length, pageRows}, close);
}

export function silenceEvents(
	key: string,
	action: Action | undefined,
	overlay: Overlay & {readonly kind: 'silence'},
	{monitor, alertService, pageRows}: InputContext,
	close: UiEvent,
): readonly UiEvent[] {
	if (key !== 'enter') {
		return menuEvents(action, overlay, {length: silenceTimes.length, pageRows}, close);
	}

	const alert = monitor.sample?.alerts.find(({id}) => id === overlay.id);
	const time = silenceTimes[overlay.index];
	if (alert && time) {
		alertService.silence?.(alert, time.forMs);
	}

	return [{kind: 'overlay', overlay: {kind: 'alerts', index: 0}}];
}
