import type {FleetHost} from '../../remote/fleet/fleet-state.js';

/** How a fleet is listed. */
export type FleetOrder = 'trouble' | 'name';

/** What the user did to the overview. */
export type OverviewState = {
	/** `undefined`: the first. */
	readonly selectedId: string | undefined;
	readonly order: FleetOrder;
	/** What fills the screen instead of the hosts, and how far it is scrolled. */
	readonly page: {readonly kind: 'help' | 'health'; readonly scroll: number} | undefined;
};

export const initialOverviewState: OverviewState = {selectedId: undefined, order: 'trouble', page: undefined};

/** The selection stays on its host when the list moves; `hosts` as they are listed. */
export function selectedIndex({selectedId}: OverviewState, hosts: readonly FleetHost[]): number {
	return Math.max(
		0,
		hosts.findIndex(({id}) => id === selectedId),
	);
}
