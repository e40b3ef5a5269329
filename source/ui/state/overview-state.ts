import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {FleetOrder} from '../fleet/order.js';
import type {Action} from '../input/keys.js';
import {type ScrollExtent, scrolled} from '../input/scroll.js';

export type OverviewPage = {readonly kind: 'help' | 'health'; readonly scroll: number};

/** What the user did to the overview. */
export type OverviewState = {
	/** `undefined`: the first. */
	readonly selectedId: string | undefined;
	readonly order: FleetOrder;
	/** What fills the screen instead of the hosts, and how far it is scrolled. */
	readonly page: OverviewPage | undefined;
};

export const initialOverviewState: OverviewState = {selectedId: undefined, order: 'trouble', page: undefined};

/** `hosts` as they are listed. */
export function reduceOverview(
	state: OverviewState,
	action: Action,
	hosts: readonly FleetHost[],
	pageRows: number,
	extent: Readonly<ScrollExtent>,
): OverviewState {
	if (state.page !== undefined) {
		const scroll = scrolled(state.page.scroll, action, extent);
		return {...state, page: scroll === undefined ? undefined : {...state.page, scroll}};
	}

	switch (action) {
		case 'help':
		case 'health':
			return {...state, page: {kind: action, scroll: 0}};
		case 'sortMenu':
			return {...state, order: state.order === 'trouble' ? 'name' : 'trouble'};
		case 'up':
			return move(state, hosts, -1);
		case 'down':
			return move(state, hosts, 1);
		case 'pageUp':
			return move(state, hosts, -pageRows);
		case 'pageDown':
			return move(state, hosts, pageRows);
		case 'first':
			return move(state, hosts, Number.NEGATIVE_INFINITY);
		case 'last':
			return move(state, hosts, Number.POSITIVE_INFINITY);
		default:
			return state;
	}
}

/** The selection stays on its host when the list moves. */
export function selectedIndex({selectedId}: OverviewState, hosts: readonly FleetHost[]): number {
	return Math.max(
		0,
		hosts.findIndex(({id}) => id === selectedId),
	);
}

function move(state: OverviewState, hosts: readonly FleetHost[], step: number): OverviewState {
	const index = Math.max(0, Math.min(hosts.length - 1, selectedIndex(state, hosts) + step));
	return {...state, selectedId: hosts[index]?.id};
}
