import {pageExtent} from '../boxes/scrolled-page.js';
import {
	type OverviewContent,
	overviewContent,
	overviewHeight,
	rowsForList,
	visibleHosts,
} from '../fleet/draw-overview.js';
import {drawFleetHealth} from '../fleet/fleet-health.js';
import type {OverviewControls} from '../input/controls.js';
import type {ScrollExtent} from '../lists/scroll.js';
import {rowsOf} from '../lists/scroll-position.js';
import {helpLines} from '../overlays/help.js';
import type {OverviewState} from '../state/overview-state.js';
import type {OverviewRoute} from '../state/route.js';
import type {Services} from '../state/services.js';
import {viewFor} from '../state/view.js';

/** Layout and controls of the fleet overview for keys and mouse. */
export type ShownOverviewControls = OverviewControls & {
	state(): OverviewState;
	content(): OverviewContent;
	/** Returns the rows of the list, including its header. */
	listRows(): number;
	/** Returns the scroll extent of a full-screen page. */
	extent(page: 'help' | 'health'): ScrollExtent;
};

export function overviewControls(services: Services, route: OverviewRoute, suspend: () => void): ShownOverviewControls {
	const {state: screen, appearance} = services;
	const state = (): OverviewState => screen.getState().overview;
	const content = (): OverviewContent => overviewContent(route.fleet.getState(), state());
	const listRows = (): number => rowsForList(screen.getState().rows);
	const change = (update: (overview: OverviewState) => OverviewState): void =>
		screen.setState(now => (now.route === route ? {...now, overview: update(now.overview)} : now));
	return {
		services,
		route,
		suspend,
		state,
		change,
		content,
		listRows,
		selected: () => content().hosts[content().selected],
		view() {
			const {viewChoice, columns, rows} = screen.getState();
			return viewFor(viewChoice, columns, rows);
		},
		changeView: viewChoice => screen.setState(now => ({...now, viewChoice})),
		move(step) {
			const {hosts, troubles, selected} = content();
			const rows = rowsOf(step, visibleHosts({troubles}, listRows()));
			const index = Math.max(0, Math.min(hosts.length - 1, selected + rows));
			change(now => ({...now, selectedId: hosts[index]?.id}));
		},
		extent(page) {
			const {columns: width, settings} = screen.getState();
			const height = overviewHeight(content(), screen.getState());
			const rowsFor = (innerColumns: number): number =>
				page === 'help'
					? helpLines(settings, appearance())(innerColumns).length
					: drawFleetHealth(route.examine(), route.fleet.getState(), innerColumns, appearance()).length;
			return pageExtent({rowsFor, width, height});
		},
	};
}
