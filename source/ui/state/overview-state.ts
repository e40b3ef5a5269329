import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {EditedLine} from './line-editor.js';

/** Sort order of the fleet overview. */
export type FleetOrder = 'problems' | 'name';

/** State of the fleet overview that the user controls. */
export type OverviewState = {
	/** Id of the selected host; the first host when `undefined`. */
	readonly selectedId: string | undefined;
	readonly order: FleetOrder;
	/** Only matching hosts are listed. */
	readonly filter: string;
	/** The filter while it is being typed. */
	readonly filtering: EditedLine | undefined;
	/** The page that covers the host list, and its scroll offset in rows. */
	readonly page: {readonly kind: 'help' | 'health'; readonly scroll: number} | undefined;
};

export const initialOverviewState: OverviewState = {
	selectedId: undefined,
	order: 'problems',
	filter: '',
	filtering: undefined,
	page: undefined,
};

/** Returns the index of the selected host in `hosts`, which are in display order; 0 when it is not there. */
export function selectedIndex({selectedId}: OverviewState, hosts: readonly FleetHost[]): number {
	return Math.max(
		0,
		hosts.findIndex(({id}) => id === selectedId),
	);
}
