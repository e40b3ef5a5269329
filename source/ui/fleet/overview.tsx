import {Box, useApp, useInput, usePaste} from 'ink';
import {useEffect, useEffectEvent, useMemo, useReducer, useRef, useSyncExternalStore} from 'react';
import type {ReadonlyStore} from '../../core/store.js';
import type {ProcessReport} from '../../health/process-report.js';
import type {FleetState} from '../../remote/fleet/fleet-state.js';
import {Lines} from '../boxes/panel.js';
import {type Line, span} from '../drawing/line.js';
import {type Look, LookContext} from '../hooks/look.js';
import {type Action, actionsByKey, type KeyBinding, keyLabel, keyNames} from '../input/keys.js';
import {type ScrollExtent, ScrollExtentContext} from '../input/scroll.js';
import {Help} from '../overlays/help.js';
import {type OverviewState, reduceOverview, selectedIndex} from '../state/overview-state.js';
import type {Mouse} from '../terminal/mouse.js';
import type {MouseReport} from '../terminal/mouse-report.js';
import {drawOverview, firstVisible, overviewRows, visibleHosts} from './draw-overview.js';
import {FleetHealth} from './fleet-health.js';
import {inOrder} from './order.js';

export type OverviewProps = {
	readonly fleet: ReadonlyStore<FleetState>;
	/** Looks at the process that follows all of them. */
	examine(): ProcessReport;
	readonly look: Look;
	readonly bindings: readonly KeyBinding[];
	readonly columns: number;
	readonly rows: number;
	readonly isFullScreen: boolean;
	readonly hasKeyboard: boolean;
	/** Absent where it is left to the terminal. */
	readonly mouse: Mouse | undefined;
	readonly initialState: OverviewState;
	stop(): Promise<void>;
	/** Told of every action, with the state after it and the host that is selected. */
	onAction(action: Action, state: OverviewState, selectedId: string | undefined): void;
};

/** All hosts, a row each. */
export function Overview(props: OverviewProps) {
	const {fleet, examine, look, bindings, columns, rows, isFullScreen} = props;
	const {hosts, troubles} = useSyncExternalStore(fleet.subscribe, fleet.getState);
	const extent = useRef<ScrollExtent>({rows: 0, room: 0});
	const state = useOverviewInput(props, extent.current);
	const listed = useMemo(() => inOrder(hosts, state.order), [hosts, state.order]);
	const content = {hosts: listed, troubles, order: state.order, selected: selectedIndex(state, listed)};
	// In place, the last row stays free for the cursor.
	const height = isFullScreen ? rows : Math.min(Math.max(1, rows - 1), overviewRows(content) + footerRows);
	const listRows = rowsForList(height);
	return (
		<LookContext.Provider value={look}>
			<Box flexDirection="column" width={columns} height={height} overflow="hidden">
				{state.page === undefined ? (
					<>
						<Lines lines={drawOverview(content, columns, listRows, look.glyphs)} width={columns} height={listRows} />
						{listRows < height && (
							<Lines lines={[footer(bindings, look.isAscii)]} width={columns} height={footerRows} />
						)}
					</>
				) : (
					<ScrollExtentContext.Provider value={extent.current}>
						{state.page.kind === 'help' ? (
							<Help bindings={bindings} scroll={state.page.scroll} width={columns} height={height} />
						) : (
							<FleetHealth
								report={examine()}
								fleet={{hosts, troubles}}
								scroll={state.page.scroll}
								width={columns}
								height={height}
							/>
						)}
					</ScrollExtentContext.Provider>
				)}
			</Box>
		</LookContext.Provider>
	);
}

const footerRows = 1;

/** Where there are few rows, all of them are for the hosts. */
function rowsForList(height: number): number {
	return height >= 4 ? height - footerRows : height;
}

/** Rows that one notch of the wheel scrolls. */
const wheelRows = 3;

function useOverviewInput(props: OverviewProps, extent: Readonly<ScrollExtent>): OverviewState {
	const {fleet, bindings, rows, hasKeyboard, mouse, initialState, stop, onAction} = props;
	const [, redraw] = useReducer((count: number) => count + 1, 0);
	const {suspendTerminal} = useApp();
	const actions = useMemo(() => actionsByKey(bindings), [bindings]);
	// Keys may come faster than React renders: each is judged by the state that the one before it left.
	const latest = useRef(initialState);

	const act = (action: Action): void => {
		const isPageOpen = latest.current.page !== undefined;
		const {hosts, troubles} = fleet.getState();
		const listed = inOrder(hosts, latest.current.order);
		latest.current = reduceOverview(
			latest.current,
			action,
			listed,
			visibleHosts({troubles}, rowsForList(rows)),
			extent,
		);
		redraw();
		if (action === 'suspend') {
			void suspendTerminal(stop);
		}

		if (action === 'quit' || !isPageOpen) {
			onAction(action, latest.current, listed[selectedIndex(latest.current, listed)]?.id);
		}
	};

	/** The first click selects a host, the second opens it. */
	const click = (row: number): void => {
		const {hosts, troubles} = fleet.getState();
		const listed = inOrder(hosts, latest.current.order);
		const selected = selectedIndex(latest.current, listed);
		const content = {hosts: listed, troubles, order: latest.current.order, selected};
		const height = rowsForList(rows);
		const index = firstVisible(content, height) + row - (height - visibleHosts({troubles}, height));
		const host = listed[index];
		if (!host || latest.current.page !== undefined) {
			return;
		}

		latest.current = {...latest.current, selectedId: host.id};
		redraw();
		if (index === selected) {
			onAction('details', latest.current, host.id);
		}
	};

	useInput(
		(input, key) => {
			for (const name of keyNames(input, key)) {
				const action = actions.get(name);
				if (action !== undefined) {
					act(action);
				}
			}
		},
		{isActive: hasKeyboard},
	);
	// No text is typed here.
	usePaste(() => {}, {isActive: hasKeyboard});
	const onReport = useEffectEvent(({kind, row}: MouseReport) => {
		if (kind === 'click') {
			click(row);
		} else if (kind !== 'other') {
			for (let count = 0; count < wheelRows; count++) {
				act(kind === 'wheelUp' ? 'up' : 'down');
			}
		}
	});
	useEffect(() => mouse?.subscribe(onReport), [mouse]);
	return latest.current;
}

/** What the keys do here, where it is not what they do elsewhere. */
const hints: readonly (readonly [Action, string])[] = [
	['details', 'open'],
	['sortMenu', 'sort'],
	['help', 'help'],
	['quit', 'quit'],
];

function footer(bindings: readonly KeyBinding[], isAscii: boolean): Line {
	return hints.flatMap(([wanted, hint]) => {
		const key = bindings.find(({action}) => action === wanted)?.keys[0];
		return key === undefined ? [] : [span(` ${keyLabel(key, isAscii)}`, 'key'), span(` ${hint} `, 'muted')];
	});
}
