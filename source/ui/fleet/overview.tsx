import {Box} from 'ink';
import {useMemo, useSyncExternalStore} from 'react';
import {Lines} from '../boxes/lines.js';
import {type Line, span} from '../drawing/line.js';
import {useAppearance, useScreen} from '../hooks/services.js';
import {firstKey, keyLabel} from '../input/key-label.js';
import {Help} from '../overlays/help.js';
import type {Action, KeyBinding} from '../state/key-binding.js';
import type {OverviewRoute} from '../state/route.js';
import {drawOverview, footerRows, overviewContent, overviewHeight, rowsForList} from './draw-overview.js';
import {FleetHealth} from './fleet-health.js';
import {drawHostFilter} from './handle-filter.js';

/** Renders the fleet overview, one row per host. */
export function Overview({route}: {readonly route: OverviewRoute}) {
	const appearance = useAppearance();
	const {isAscii} = appearance;
	const fleet = useSyncExternalStore(route.fleet.subscribe, route.fleet.getState);
	const columns = useScreen(state => state.columns);
	const rows = useScreen(state => state.rows);
	const isFullScreen = useScreen(state => state.isFullScreen);
	const overview = useScreen(state => state.overview);
	const bindings = useScreen(({settings}) => settings.bindings);
	const content = useMemo(() => overviewContent(fleet, overview), [fleet, overview]);
	const height = overviewHeight(content, {rows, isFullScreen});
	const listRows = rowsForList(height);
	const {page, filtering} = overview;
	return (
		<Box flexDirection="column" width={columns} height={height} overflow="hidden">
			{page === undefined ? (
				<>
					<Lines lines={drawOverview(content, columns, listRows, appearance)} width={columns} height={listRows} />
					{listRows < height && (
						<Lines
							lines={[filtering ? drawHostFilter(filtering, columns) : footer(bindings, isAscii)]}
							width={columns}
							height={footerRows}
						/>
					)}
				</>
			) : page.kind === 'help' ? (
				<Help scroll={page.scroll} width={columns} height={height} />
			) : (
				<FleetHealth report={route.examine()} fleet={fleet} scroll={page.scroll} width={columns} height={height} />
			)}
		</Box>
	);
}

/** Key hints of the overview, which differ from those of a machine. */
const hints: readonly (readonly [Action, string])[] = [
	['details', 'open'],
	['filter', 'filter'],
	['sortMenu', 'sort'],
	['help', 'help'],
	['quit', 'quit'],
];

function footer(bindings: readonly KeyBinding[], isAscii: boolean): Line {
	return hints.flatMap(([requested, hint]) => {
		const key = firstKey(requested, bindings);
		return key === undefined ? [] : [span(` ${keyLabel(key, isAscii)}`, 'key'), span(` ${hint} `, 'muted')];
	});
}
