import type {InputContext} from '../input/input-context.js';
import type {Action} from '../input/keys.js';
import {menuEvents, message} from '../overlays/menu-input.js';
import type {Overlay, UiEvent} from '../state/ui-state.js';
import {listedProcesses} from './listed.js';
import {processKey} from './rows.js';
import {signals} from './signals.js';

/** First which signal, then a yes; anything else sends nothing. */
export function signalEvents(
	key: string,
	action: Action | undefined,
	overlay: Overlay & {readonly kind: 'signal'},
	{monitor, service, pageRows}: InputContext,
	close: UiEvent,
): readonly UiEvent[] {
	if (!overlay.isConfirming) {
		return key === 'enter'
			? [{kind: 'overlay', overlay: {...overlay, isConfirming: true}}]
			: menuEvents(action, overlay, {length: signals.length, pageRows}, close);
	}

	const process = listedProcesses(monitor).find(candidate => processKey(candidate) === overlay.processKey);
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
