import {Box, useApp, useInput} from 'ink';
import {useMemo, useReducer} from 'react';
import type {MonitorState} from '../state.js';
import {GraphWindowContext} from './graph-window.js';
import {type Action, actionsByKey, type KeyBinding, keyNames} from './keys.js';
import {type Look, LookContext} from './look.js';
import {StoreContext, useMonitor} from './store-context.js';
import {reduceUi, type UiState} from './ui-state.js';
import type {Viewpoint} from './viewpoint.js';
import {Compact, compactRows} from './views/compact.js';
import {Detailed} from './views/detailed.js';
import {Footer} from './views/footer.js';
import {Header} from './views/header.js';
import {Help} from './views/help.js';
import {OneLine} from './views/one-line.js';
import {type View, type ViewChoice, viewFor} from './views/view.js';

export type AppProps = {
	readonly viewpoint: Viewpoint;
	readonly look: Look;
	readonly bindings: readonly KeyBinding[];
	/** Size of the terminal in cells. */
	readonly columns: number;
	readonly rows: number;
	readonly viewChoice: ViewChoice;
	/** Whether the whole screen is ours; otherwise only the rows that are needed are used. */
	readonly isFullScreen: boolean;
	readonly hasKeyboard: boolean;
	readonly initialState: UiState;
	/** Stops the program until the shell continues it; the terminal is given back meanwhile. */
	stop(): Promise<void>;
	/** Told of every action, with the state after it: for those that change more than the screen. */
	onAction(action: Action, state: UiState, view: View): void;
};

export function App({viewpoint, look, bindings, initialState, hasKeyboard, stop, onAction, ...frame}: AppProps) {
	const [state, dispatch] = useReducer(reduceUi, initialState);
	const actions = useMemo(() => actionsByKey(bindings), [bindings]);
	const {suspendTerminal} = useApp();
	const view = viewFor(frame.viewChoice, frame.columns, frame.rows);

	useInput(
		(input, key) => {
			let next = state;
			for (const name of keyNames(input, key)) {
				const action = actions.get(name);
				if (action) {
					next = reduceUi(next, action);
					dispatch(action);
					if (action === 'suspend') {
						void suspendTerminal(stop);
					}

					onAction(action, next, view);
				}
			}
		},
		{isActive: hasKeyboard},
	);

	return (
		<StoreContext.Provider value={viewpoint}>
			<LookContext.Provider value={look}>
				<GraphWindowContext.Provider value={state.bucketMs}>
					<Frame {...frame} view={view} state={state} bindings={bindings} />
				</GraphWindowContext.Provider>
			</LookContext.Provider>
		</StoreContext.Provider>
	);
}

type FrameProps = Pick<AppProps, 'columns' | 'rows' | 'isFullScreen' | 'bindings'> & {
	readonly view: View;
	readonly state: UiState;
};

/** In place, the last row stays free for the cursor: a frame as tall as the terminal would scroll it. */
function Frame({columns, rows, isFullScreen, view, state, bindings}: FrameProps) {
	const usableRows = isFullScreen || rows === 1 ? rows : rows - 1;
	const wanted = useMonitor(selectCompactRows);
	const height = isFullScreen
		? rows
		: Math.min(usableRows, state.isHelpOpen ? bindings.length : heightOf(view, wanted));
	return (
		<Box flexDirection="column" width={columns} height={height} overflow="hidden">
			{state.isHelpOpen ? (
				<Help bindings={bindings} width={columns} height={height} />
			) : (
				<ViewOf view={view} width={columns} height={height} isPaused={state.isPaused} bindings={bindings} />
			)}
		</Box>
	);
}

function selectCompactRows({sample}: MonitorState): number {
	return compactRows(sample?.snapshot);
}

function heightOf(view: View, compact: number): number {
	switch (view) {
		case 'line':
			return 1;
		case 'compact':
			return compact;
		case 'detailed':
			return Number.POSITIVE_INFINITY;
		default:
			return view satisfies never;
	}
}

type ViewProps = {
	readonly view: View;
	readonly width: number;
	readonly height: number;
	readonly isPaused: boolean;
	readonly bindings: readonly KeyBinding[];
};

function ViewOf({view, width, height, isPaused, bindings}: ViewProps) {
	switch (view) {
		case 'line':
			return <OneLine width={width} isPaused={isPaused} />;
		case 'compact':
			return <Compact width={width} height={height} isPaused={isPaused} />;
		case 'detailed':
			return (
				<>
					<Header width={width} isPaused={isPaused} />
					<Detailed width={width} height={height - 2} />
					<Footer width={width} bindings={bindings} />
				</>
			);
		default:
			return view satisfies never;
	}
}
