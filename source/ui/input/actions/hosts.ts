import {neighbourOf} from '../../state/route.js';
import type {ActionRows} from '../action-row.js';

/** Actions on the hosts of a fleet. */
export const hostsActions = {
	overview: {
		group: 'hosts',
		keys: ['f'],
		description: 'fleet overview, or back to the last host',
		hint: 'hosts',
		when: 'fleet',
		run: ({services}) => services.fleet?.show(undefined),
		overview: ({services}) => services.fleet?.show(services.state.getState().lastId),
	},
	previousHost: {
		group: 'hosts',
		keys: ['['],
		description: 'previous host by name',
		when: 'fleet',
		run: ({services, route}) => services.fleet?.show(neighbourOf(services.fleet, route.id, -1)),
	},
	nextHost: {
		group: 'hosts',
		keys: [']'],
		description: 'next host by name',
		when: 'fleet',
		run: ({services, route}) => services.fleet?.show(neighbourOf(services.fleet, route.id, 1)),
	},
} as const satisfies ActionRows;
