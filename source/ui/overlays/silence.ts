import {type Line, span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';
import {openAlertList} from '../input/selected-alert.js';
import {handleMenuKey} from './menu.js';
import type {OverlayDefinition} from './overlay-definition.js';

/** Durations for which an alert can be silenced from the screen; 0 ends the silence. */
const silenceTimes = [
	{name: '15 minutes', forMs: 900_000},
	{name: '1 hour', forMs: 3_600_000},
	{name: '8 hours', forMs: 28_800_000},
	{name: 'end the silence', forMs: 0},
] as const;

/** Menu of silence durations. */
export const silenceMenu: OverlayDefinition<'silence'> = {
	box: ({index}) => ({
		title: 'Silence for',
		detail: [span('Enter selects', 'muted')],
		lines: silenceTimes.map(({name}, row): Line => [span(fit(` ${name}`, 30), row === index ? 'selected' : 'text')]),
		selected: index,
	}),
	handleKey(key, overlay, controls) {
		if (key.action === 'close') {
			openAlertList(controls, overlay.id);
			return;
		}

		if (key.name !== 'enter') {
			handleMenuKey(key, overlay, silenceTimes.length, controls);
			return;
		}

		const alert = controls.monitor().sample?.alerts.find(({id}) => id === overlay.id);
		const time = silenceTimes[overlay.index];
		if (alert && time) {
			controls.settings().alertService.silence?.(alert, time.forMs);
		}

		openAlertList(controls, overlay.id);
	},
};
