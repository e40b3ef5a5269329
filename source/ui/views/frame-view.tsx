import {Box} from 'ink';
import type {MonitorState} from '../../core/state.js';
import {Health} from '../health/health.js';
import {useMonitor} from '../hooks/store-context.js';
import type {KeyBinding} from '../input/keys.js';
import {AlertDetails, AlertsList, SilenceMenu} from '../overlays/alerts-list.js';
import {Blindness} from '../overlays/blindness.js';
import {FilterLine} from '../overlays/filter-line.js';
import {Help} from '../overlays/help.js';
import {Message, SignalMenu, SortMenu} from '../overlays/menus.js';
import {OptionsMenu} from '../overlays/options-menu.js';
import {ProcessDetailsBox} from '../overlays/process-details.js';
import type {UiState} from '../state/ui-state.js';
import type {View} from '../state/view.js';
import {Compact, compactRows} from './compact.js';
import {Detailed} from './detailed.js';
import {Footer} from './footer.js';
import {Header} from './header.js';
import {OneLine} from './one-line.js';

export type FrameProps = {
	readonly view: View;
	readonly state: UiState;
	readonly bindings: readonly KeyBinding[];
	readonly columns: number;
	readonly rows: number;
	readonly isFullScreen: boolean;
	/** How far the screen is behind the present. */
	readonly lagSeconds: number;
};

/** In place, the health of the monitor takes no more of the terminal. */
const healthRows = 24;

/** The whole of what is drawn, never higher than the terminal: a frame that is would scroll it. */
export function Frame(props: FrameProps) {
	const {columns, rows, isFullScreen, view, state, bindings} = props;
	// In place, the last row stays free for the cursor.
	const usableRows = isFullScreen || rows === 1 ? rows : rows - 1;
	const wanted = useMonitor(selectCompactRows);
	const {overlay} = state;
	const page = overlay?.kind === 'help' || overlay?.kind === 'health' ? overlay : undefined;
	const pageRows = page?.kind === 'help' ? bindings.length : healthRows;
	const height = isFullScreen ? rows : Math.min(usableRows, page ? pageRows : heightOf(view, wanted));
	return (
		<Box flexDirection="column" width={columns} height={height} overflow="hidden">
			{page?.kind === 'help' ? (
				<Help bindings={bindings} scroll={page.scroll} width={columns} height={height} />
			) : page ? (
				<Health scroll={page.scroll} width={columns} height={height} />
			) : (
				<>
					<ViewOf {...props} rows={height} />
					<OverlayOf state={state} columns={columns} rows={height} />
				</>
			)}
		</Box>
	);
}

function selectCompactRows({sample}: MonitorState): number {
	return compactRows(sample);
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

function ViewOf({view, columns, rows, state, bindings, lagSeconds}: FrameProps) {
	switch (view) {
		case 'line':
			return <OneLine width={columns} isPaused={state.isPaused} lagSeconds={lagSeconds} />;
		case 'compact':
			return <Compact width={columns} height={rows} isPaused={state.isPaused} lagSeconds={lagSeconds} />;
		case 'detailed':
			return (
				<>
					<Header width={columns} isPaused={state.isPaused} lagSeconds={lagSeconds} />
					<Detailed
						width={columns}
						height={rows - 2}
						hidden={state.hidden}
						focused={state.focused}
						zoomed={state.zoomed}
					/>
					<Footer width={columns} bindings={bindings} />
				</>
			);
		default:
			return view satisfies never;
	}
}

type OverlayProps = {readonly state: UiState; readonly columns: number; readonly rows: number};

function OverlayOf({state, ...place}: OverlayProps) {
	const {overlay} = state;
	switch (overlay?.kind) {
		case undefined:
			return <Blindness {...place} />;
		case 'help':
		case 'health':
			return null;
		case 'filter':
			return <FilterLine text={overlay.text} {...place} />;
		case 'sort':
			return <SortMenu index={overlay.index} {...place} />;
		case 'signal':
			return (
				<SignalMenu
					processKey={overlay.processKey}
					index={overlay.index}
					isConfirming={overlay.isConfirming}
					{...place}
				/>
			);
		case 'alerts':
			return <AlertsList index={overlay.index} {...place} />;
		case 'alert':
			return <AlertDetails id={overlay.id} {...place} />;
		case 'silence':
			return <SilenceMenu index={overlay.index} {...place} />;
		case 'options':
			return <OptionsMenu index={overlay.index} state={state} {...place} />;
		case 'details':
			return <ProcessDetailsBox processKey={overlay.processKey} {...place} />;
		case 'message':
			return <Message text={overlay.text} {...place} />;
		default:
			return overlay satisfies never;
	}
}
