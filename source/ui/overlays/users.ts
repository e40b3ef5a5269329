import type {MonitorState} from '../../core/state.js';
import {span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {listedProcesses} from '../processes/listed.js';
import {withProcesses} from '../state/ui-state.js';
import {handleMenuKey} from './menu.js';
import {menuLines} from './menu-lines.js';
import type {OverlayDefinition} from './overlay-definition.js';

/** Returns the users that have processes, with the number of these, most processes first. */
function usersOf(monitor: MonitorState): readonly (readonly [user: string, count: number])[] {
	const counts = new Map<string, number>();
	for (const {user} of listedProcesses(monitor)) {
		if (user !== undefined) {
			counts.set(user, (counts.get(user) ?? 0) + 1);
		}
	}

	return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
}

/** Menu of users. The chosen user becomes a condition of the filter. */
export const userMenu: OverlayDefinition<'users'> = {
	box: ({index}, {monitor}) => ({
		title: 'Processes of',
		detail: [span('Enter selects', 'muted')],
		lines: menuLines(
			[['all users', ''], ...usersOf(monitor).map(([user, count]) => [printable(user), `${count}`] as const)],
			index,
		),
		selected: index,
	}),
	handleKey(key, overlay, controls) {
		const users = usersOf(controls.monitor());
		if (key.name === 'enter') {
			const user = users[overlay.index - 1]?.[0];
			controls.change(ui => ({
				...withProcesses(ui, {filter: withUser(ui.processes.filter, user)}),
				overlay: undefined,
			}));
		} else if (key.action === 'users') {
			controls.open(undefined);
		} else {
			handleMenuKey(key, overlay, users.length + 1, controls);
		}
	},
};

/** Returns the filter with a condition for the user in place of an earlier one. A filter with alternatives is replaced. */
function withUser(filter: string, user: string | undefined): string {
	const others = filter.includes('|') ? [] : filter.split(/\s+/).filter(term => term !== '' && !/^user=/.test(term));
	return [...others, ...(user === undefined ? [] : [`user=${user}`])].join(' ');
}
