import type {ActionRows} from '../action-row.js';
import {onSelectedAlert} from '../selected-alert.js';

/** Actions on alerts and events. */
export const alertsActions = {
	alerts: {
		group: 'alerts',
		keys: ['a'],
		description: 'list active and past alerts',
		hint: 'alerts',
		run: controls => controls.open({kind: 'alerts', index: 0}),
	},
	events: {
		group: 'alerts',
		keys: ['e'],
		description: 'list events, which are marked on the graphs',
		run: controls => controls.open({kind: 'events', index: 0}),
	},
	acknowledge: {
		group: 'alerts',
		keys: ['A'],
		description: 'in the alert list: acknowledge, stop repeats',
		when: 'alerts',
		run: controls =>
			onSelectedAlert(controls, 'acknowledge', alert => controls.settings().alertService.acknowledge?.(alert)),
	},
	silence: {
		group: 'alerts',
		keys: ['S'],
		description: 'in the alert list: silence notifications',
		when: 'alerts',
		run: controls => onSelectedAlert(controls, 'silence', ({id}) => controls.open({kind: 'silence', id, index: 0})),
	},
} as const satisfies ActionRows;
