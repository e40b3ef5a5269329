import {type Line, span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';
import {pressInMenu} from './menu.js';
import type {OverlayDefinition} from './overlay-definition.js';

/** How long an alert can be silenced from the screen. */
const silenceTimes = [
	{name: '15 minutes', forMs: 900_000},
	{name: '1 hour', forMs: 3_600_000},
	{name: '8 hours', forMs: 28_800_000},
	{name: 'end the silence', forMs: 0},
] as const;

/** For how long nobody is to be told. */
export const silenceMenu: OverlayDefinition<'silence'> = {
	box: ({index}) => ({
		title: 'Silence for',
		detail: [span('Enter selects', 'muted')],
		lines: silenceTimes.map(({name}, row): Line => [span(fit(` ${name}`, 30), row === index ? 'selected' : 'text')]),
		selected: index,
	}),
	press(key, overlay, desk) {
		if (key.name !== 'enter') {
			pressInMenu(key, overlay, silenceTimes.length, desk);
			return;
		}

		const alert = desk.monitor().sample?.alerts.find(({id}) => id === overlay.id);
		const time = silenceTimes[overlay.index];
		if (alert && time) {
			desk.settings().alertService.silence?.(alert, time.forMs);
		}

		desk.open({kind: 'alerts', index: 0});
	},
};
