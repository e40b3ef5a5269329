import type {Line} from '../drawing/line.js';
import type {MachineControls} from '../input/controls.js';
import {goTo, readMoment, timeRange} from '../input/moments.js';
import {edited} from '../state/line-editor.js';
import type {Overlay} from '../state/ui-state.js';
import {drawPrompt} from './prompt.js';

const hint = 'Enter goes there, Esc cancels: 14:00, 3m ago, yesterday 03:10, 2026-05-30T14:00Z';

/** Draws the input of a time, which replaces the footer. */
export function drawJump({line, error}: Overlay<'jump'>, columns: number): Line {
	return drawPrompt({label: 'go to', line, hint, error}, columns);
}

/** Handles a key in the input of a time. Enter goes there, or says what is wrong with the text. */
export function handleJumpKey(key: string, overlay: Overlay<'jump'>, controls: MachineControls): void {
	switch (key) {
		case 'enter': {
			const moment = readMoment(overlay.line.text, timeRange(controls));
			if (typeof moment === 'string') {
				controls.open({...overlay, error: moment});
			} else {
				controls.open(undefined);
				goTo(controls, moment);
			}

			break;
		}

		case 'escape':
			controls.open(undefined);
			break;
		default: {
			const line = edited(overlay.line, key);
			if (line !== overlay.line) {
				controls.open({kind: 'jump', line, error: undefined});
			}
		}
	}
}
