import {useApp, useInput, usePaste} from 'ink';
import {useEffect, useEffectEvent, useMemo, useReducer, useRef, useState} from 'react';
import type {PanelName} from '../config/options/panel-names.js';
import type {CollectorHealth} from '../metrics/schedule/collector-health.js';
import {AlertServiceContext} from './alerts/service-context.js';
import {CollectorsContext} from './boxes/cost.js';
import {innerHeight, innerWidth} from './drawing/frame.js';
import {ExamineContext} from './health/context.js';
import {GraphWindowContext} from './hooks/graph-window.js';
import {HostContext} from './hooks/host-context.js';
import {LookContext, withDecimalUnits} from './hooks/look.js';
import {PlaybackContext} from './hooks/playback-context.js';
import {ServerStatusContext} from './hooks/server-status.js';
import {StoreContext} from './hooks/store-context.js';
import {eventsOf, pasteEvents} from './input/input.js';
import {type Action, actionsByKey, keyNames} from './input/keys.js';
import {turnKnob} from './input/playback-keys.js';
import {type ScrollExtent, ScrollExtentContext} from './input/scroll.js';
import {type Block, panelsOf} from './layout/block.js';
import {blockOf} from './layout/content.js';
import {PlacesContext} from './lists/context.js';
import {type MouseContext, mouseEvents} from './mouse/input.js';
import {type MouseTargets, MouseTargetsContext} from './mouse/targets.js';
import {panels} from './panels/registry.js';
import {ProcessServiceContext} from './processes/service-context.js';
import {ProcessViewContext} from './processes/view-context.js';
import type {Choices} from './state/choices.js';
import {reduceUi} from './state/reduce-ui.js';
import type {ScreenSettings} from './state/screen-settings.js';
import type {ShownMachine} from './state/shown-machine.js';
import type {UiEvent, UiState} from './state/ui-state.js';
import {type View, type ViewChoice, viewFor} from './state/view.js';
import type {Viewpoint} from './state/viewpoint.js';
import type {Mouse} from './terminal/mouse.js';
import type {MouseReport} from './terminal/mouse-report.js';
import {Frame} from './views/frame-view.js';

export type AppProps = Omit<ShownMachine, 'monitor'> &
	ScreenSettings & {
		readonly viewpoint: Viewpoint;
		/** How every collector is doing. */
		collectors(): readonly CollectorHealth[];
		/** Writes what the user chose into the configuration; resolves with what was written where. Absent where there is none. */
		readonly remember: ((choices: Choices) => Promise<string>) | undefined;
		/** Size of the terminal in cells. */
		readonly columns: number;
		readonly rows: number;
		readonly viewChoice: ViewChoice;
		/** Whether the whole screen is ours; otherwise only the rows that are needed are used. */
		readonly isFullScreen: boolean;
		readonly hasKeyboard: boolean;
		/** Absent where it is left to the terminal. */
		readonly mouse: Mouse | undefined;
		readonly initialState: UiState;
		/** Holds the state as the last key left it. */
		readonly latest: {current: UiState};
		/** A row above everything else: the tabs of a fleet. */
		readonly tabs?: React.ReactNode;
		/** Stops the program until the shell continues it; the terminal is given back meanwhile. */
		stop(): Promise<void>;
		/** Told of every action, with the state after it: for those that change more than the screen. */
		onAction(action: Action, state: UiState, view: View): void;
		/** Told which panels are hidden whenever that changes. */
		onHide(hidden: readonly PanelName[]): void;
	};

/** Keys in, frames out: the state of the screen lives here, that of the machine in the store. */
export function App({
	viewpoint,
	collectors,
	showsCost,
	lookFor,
	choices,
	themeNames,
	bindings,
	service,
	alertService,
	serverStatus,
	playback,
	host,
	exportNow,
	examine,
	remember,
	columns,
	rows,
	viewChoice,
	isFullScreen,
	hasKeyboard,
	mouse,
	initialState,
	latest,
	tabs,
	stop,
	onAction,
	onHide,
}: AppProps) {
	const [state, dispatch] = useReducer(reduceUi, initialState);
	const actions = useMemo(() => actionsByKey(bindings), [bindings]);
	const {suspendTerminal} = useApp();
	const view = viewFor(viewChoice, columns, rows);
	const {theme, graph} = state;
	const look = useMemo(() => lookFor({theme, graph}), [lookFor, theme, graph]);
	const shownLook = useMemo(
		() => (state.hasDecimalUnits ? withDecimalUnits(look) : look),
		[look, state.hasDecimalUnits],
	);
	const tell = (text: string): void => dispatch({kind: 'overlay', overlay: {kind: 'message', text}});
	const [adopted, adopt] = useState(choices);
	if (adopted !== choices) {
		adopt(choices);
		dispatch({kind: 'configuration', choices, before: adopted});
	}

	// Keys may come faster than React renders: each is judged by the state that the one before it left.
	latest.current = state;
	const extent = useRef<ScrollExtent>({rows: 0, room: 0});
	const targets = useRef<MouseTargets>({box: undefined, processKeys: []});

	const contextNow = (): MouseContext => {
		const monitor = viewpoint.getState();
		const {hidden, zoomed} = latest.current;
		const size = {width: columns, height: rows - 2};
		const block = view === 'detailed' ? blockOf(monitor, hidden, size.width, size.height) : undefined;
		const shown: Block | undefined = block && zoomed !== undefined ? {kind: 'panel', name: zoomed, ...size} : block;
		return {
			state: latest.current,
			monitor,
			actions,
			panels: block ? panelsOf(block).map(({name}) => name) : [],
			block: shown,
			list(name) {
				const found = shown && panelsOf(shown).find(panel => panel.name === name);
				const inner = found && {width: innerWidth(found.width), height: innerHeight(found.height)};
				return inner && panels[name].list?.(monitor, inner, name === (zoomed ?? latest.current.focused));
			},
			targets: targets.current,
			extent: extent.current,
			service,
			alertService,
			themeNames,
			isAscii: look.isAscii,
			pageRows: Math.max(1, Math.floor(rows / 3)),
		};
	};

	const obey = (event: UiEvent): void => {
		// A recording has knobs of its own; then nothing of the screen itself changes.
		if (playback && event.kind === 'action' && turnKnob(playback, event.action, latest.current)) {
			return;
		}

		latest.current = reduceUi(latest.current, event);
		dispatch(event);
		if (event.kind === 'toggle') {
			onHide(latest.current.hidden);
		}

		if (event.kind === 'action') {
			if (event.action === 'suspend') {
				void suspendTerminal(stop);
			}

			if (event.action === 'exportNow') {
				void recordNow(exportNow).then(tell);
			}

			if (event.action === 'remember') {
				void rememberNow(remember, choicesOf(latest.current, viewChoice)).then(tell);
			}

			onAction(event.action, latest.current, view);
		}
	};

	useInput(
		(input, key) => {
			for (const name of keyNames(input, key)) {
				eventsOf(name, contextNow()).forEach(obey);
			}
		},
		{isActive: hasKeyboard},
	);
	usePaste(text => pasteEvents(text, latest.current).forEach(obey), {isActive: hasKeyboard});
	const onReport = useEffectEvent((report: MouseReport) => {
		const row = report.row - (tabs ? 1 : 0);
		mouseEvents({...report, row}, contextNow()).forEach(obey);
	});
	useEffect(() => mouse?.subscribe(onReport), [mouse]);

	return (
		<StoreContext.Provider value={viewpoint}>
			<LookContext.Provider value={shownLook}>
				<GraphWindowContext.Provider value={state.bucketMs}>
					<ServerStatusContext.Provider value={serverStatus}>
						<PlaybackContext.Provider value={playback}>
							<HostContext.Provider value={host}>
								<AlertServiceContext.Provider value={alertService}>
									<ProcessServiceContext.Provider value={service}>
										<ProcessViewContext.Provider value={state.processes}>
											<PlacesContext.Provider value={state.places}>
												{tabs}
												<MouseTargetsContext.Provider value={targets.current}>
													<ScrollExtentContext.Provider value={extent.current}>
														<ExamineContext.Provider value={examine}>
															<CollectorsContext.Provider value={showsCost ? collectors : undefined}>
																<Frame
																	view={view}
																	state={state}
																	bindings={bindings}
																	columns={columns}
																	rows={rows}
																	isFullScreen={isFullScreen}
																	lagSeconds={viewpoint.lagSeconds()}
																/>
															</CollectorsContext.Provider>
														</ExamineContext.Provider>
													</ScrollExtentContext.Provider>
												</MouseTargetsContext.Provider>
											</PlacesContext.Provider>
										</ProcessViewContext.Provider>
									</ProcessServiceContext.Provider>
								</AlertServiceContext.Provider>
							</HostContext.Provider>
						</PlaybackContext.Provider>
					</ServerStatusContext.Provider>
				</GraphWindowContext.Provider>
			</LookContext.Provider>
		</StoreContext.Provider>
	);
}

function choicesOf({hidden, theme, graph, processes}: UiState, view: ViewChoice): Choices {
	return {view, hide: hidden, theme, graph, sort: processes.sort};
}

/** What came of it, for a person. */
async function rememberNow(remember: AppProps['remember'], choices: Choices): Promise<string> {
	if (!remember) {
		return 'Not remembered: there is no place for a configuration; start with --config FILE.';
	}

	try {
		return await remember(choices);
	} catch (error) {
		return `Not remembered: ${error instanceof Error ? error.message : String(error)}`;
	}
}

/** What came of it, for a person. */
async function recordNow(exportNow: AppProps['exportNow']): Promise<string> {
	if (!exportNow) {
		return 'Nothing is recorded: start with --export DIR.';
	}

	try {
		return `Recorded in ${await exportNow()}`;
	} catch (error) {
		return `Not recorded: ${error instanceof Error ? error.message : String(error)}`;
	}
}
