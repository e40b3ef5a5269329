import type {FleetHost} from '../../fleet/fleet-state.js';
import type {Action} from '../keys.js';
import type {FleetOrder} from './order.js';

/** What the user did to the overview. */
export type OverviewState = {
	/** `undefined`: the first. */
	readonly selectedId: string | undefined;
	readonly order: FleetOrder;
	/** How far the help is scrolled; `undefined` while it is closed. */
	readonly help: number | undefined;
};

export const initialOverviewState: OverviewState = {selectedId: undefined, order: 'trouble', help: undefined};

/** `hosts` as they are listed. */
export function reduceOverview(
	state: OverviewState,
	action: Action,
	hosts: readonly FleetHost[],
	pageRows: number,
): OverviewState {
	if (state.help !== undefined) {
		return reduceHelp(state, state.help, action);
	}

	switch (action) {
		case 'help':
			return {...state, help: 0};
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

function reduceHelp(state: OverviewState, scroll: number, action: Action): OverviewState {
	switch (action) {
		case 'up':
			return {...state, help: Math.max(0, scroll - 1)};
		case 'down':
			return {...state, help: scroll + 1};
		default:
			return {...state, help: undefined};
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
