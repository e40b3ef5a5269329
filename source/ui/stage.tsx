import type {PanelName} from '../config/options/panel-names.js';
import type {ReadonlyStore} from '../core/store.js';
import type {TerminalSize} from '../support/terminal-size.js';
import {App} from './app.js';
import {Overview} from './fleet/overview.js';
import {TabBar} from './fleet/tab-bar.js';
import {stepInterval} from './input/interval-steps.js';
import {type Action, keyLabel} from './input/keys.js';
import {scrollColumns} from './input/playback-keys.js';
import type {Choices} from './state/choices.js';
import type {OverviewState} from './state/overview-state.js';
import {type FleetControls, neighbourOf, type Scene} from './state/scene.js';
import type {ScreenSettings} from './state/screen-settings.js';
import {choose, forAnother, type UiState} from './state/ui-state.js';
import {nextView, type View, type ViewChoice, viewFor} from './state/view.js';
import {createViewpoint, type Viewpoint} from './state/viewpoint.js';
import type {Mouse} from './terminal/mouse.js';

export type StageOptions = {
	/** What is shown; another scene takes its place at once. */
	readonly scene: ReadonlyStore<Scene>;
	/** Absent where there is one machine alone. */
	readonly fleet?: FleetControls | undefined;
	/** What the configuration says, as long as it says so. */
	readonly settings: ReadonlyStore<ScreenSettings>;
	/** Writes what the user chose into the configuration; resolves with what was written where. */
	readonly remember?: ((choices: Choices) => Promise<string>) | undefined;
	/** Told which panels are hidden whenever that may have changed. */
	onHide(hidden: readonly PanelName[]): void;
	/** `false` when there is no terminal to read keys from. */
	readonly hasKeyboard: boolean;
};

/** What the user did, which outlives a change of the view. */
export type StageStates = {readonly machine: UiState; readonly overview: OverviewState};

/** The terminal that the stage is drawn on. */
export type StageTerminal = {
	readonly isFullScreen: boolean;
	/** Absent where it is left to the terminal. */
	readonly mouse: Mouse | undefined;
	size(): TerminalSize;
	redraw(): void;
	/** What is there is written anew with the next frame. */
	clear(): void;
	changeView(choice: ViewChoice): void;
	leave(): void;
	/** Stops the program until the shell continues it. */
	stop(): Promise<void>;
};

/** The scene, drawn; and what keys do that change more than what a machine, or the overview, looks like. */
export type Stage = Disposable & {
	draw(viewChoice: ViewChoice): React.ReactElement;
	states(): StageStates;
};

/** Below that many rows the tabs give way to the machine. */
const leastRowsForTabs = 4;

export function createStage(options: StageOptions, initialStates: StageStates, terminal: StageTerminal): Stage {
	const {scene, fleet, settings, remember, onHide, hasKeyboard} = options;
	const {isFullScreen, mouse, stop} = terminal;
	const machineState = {current: initialStates.machine};
	let overviewState = initialStates.overview;
	let shown = setOf(scene.getState());
	let lastId: string | undefined;
	if (shown.kind === 'machine' && machineState.current.isPaused) {
		shown.viewpoint.hold();
	}

	const onCommonAction = (action: Action, view: View): void => {
		switch (action) {
			case 'quit':
				terminal.leave();
				break;
			case 'nextView':
				terminal.changeView(nextView(view));
				break;
			case 'compactView':
				terminal.changeView('compact');
				break;
			case 'detailedView':
				terminal.changeView('detailed');
				break;
			case 'redraw':
				terminal.clear();
				terminal.redraw();
				break;
			default:
			// The others change the screen alone, and did.
		}
	};

	const onMachineAction = ({id, machine, viewpoint}: MachineSet, action: Action, state: UiState, view: View): void => {
		switch (action) {
			case 'pause':
			case 'live':
				if (state.isPaused) {
					viewpoint.hold();
				} else {
					viewpoint.release();
				}

				break;
			case 'back':
			case 'forward':
				if (state.isPaused) {
					viewpoint.back(((action === 'back' ? 1 : -1) * scrollColumns * state.bucketMs) / 1000);
					// How far it lies back is no part of the screen's own state.
					terminal.redraw();
				}

				break;
			case 'faster':
			case 'slower':
				machine.monitor.setIntervalMs(stepInterval(machine.monitor.store.getState().intervalMs, action));
				break;
			case 'overview':
				fleet?.show(undefined);
				break;
			case 'previousHost':
			case 'nextHost':
				fleet?.show(neighbourOf(fleet, id, action === 'nextHost' ? 1 : -1));
				break;
			default:
				onCommonAction(action, view);
		}
	};

	const onOverviewAction = (action: Action, selectedId: string | undefined, view: View): void => {
		switch (action) {
			case 'details':
				fleet?.show(selectedId);
				break;
			case 'overview':
				fleet?.show(lastId);
				break;
			default:
				onCommonAction(action, view);
		}
	};

	const unsubscribeScene = scene.subscribe(() => {
		if (shown.kind === 'machine') {
			lastId = shown.id;
			machineState.current = forAnother(machineState.current);
			overviewState = {...overviewState, selectedId: shown.id};
		}

		shown = setOf(scene.getState());
		terminal.redraw();
	});

	let {choices} = settings.getState();
	const unsubscribeSettings = settings.subscribe(() => {
		const before = choices;
		({choices} = settings.getState());
		const chosen = choose(machineState.current, choices, before);
		onHide(chosen.hidden);
		// A machine that is shown takes it on by itself, when it is drawn.
		if (shown.kind === 'overview' || choices.view !== before.view) {
			machineState.current = chosen;
		}

		if (choices.view === before.view) {
			terminal.redraw();
		} else {
			terminal.changeView(choices.view);
		}
	});

	return {
		states: () => ({machine: machineState.current, overview: overviewState}),
		draw(viewChoice) {
			const {columns, rows} = terminal.size();
			const common = {columns, isFullScreen, mouse, hasKeyboard, stop};
			const {bindings, lookFor} = settings.getState();
			if (shown.kind === 'overview') {
				return (
					<Overview
						{...common}
						fleet={shown.fleet}
						examine={shown.examine}
						look={lookFor(machineState.current)}
						bindings={bindings}
						rows={rows}
						initialState={overviewState}
						onAction={(action, state, selectedId) => {
							overviewState = state;
							onOverviewAction(action, selectedId, viewFor(viewChoice, columns, rows));
						}}
					/>
				);
			}

			const set = shown;
			const {serverStatus, playback, host, examine} = set.machine;
			const hasTabs = fleet !== undefined && viewChoice !== 'line' && rows >= leastRowsForTabs;
			const overviewKey = keyLabel(bindings.find(({action}) => action === 'overview')?.keys[0] ?? '');
			return (
				<App
					key={set.id}
					{...common}
					{...settings.getState()}
					viewpoint={set.viewpoint}
					collectors={set.machine.monitor.health}
					serverStatus={serverStatus}
					playback={playback}
					host={host}
					examine={examine}
					remember={remember}
					rows={hasTabs ? rows - 1 : rows}
					viewChoice={viewChoice}
					initialState={machineState.current}
					latest={machineState}
					tabs={hasTabs && <TabBar fleet={fleet.store} currentId={set.id} overviewKey={overviewKey} width={columns} />}
					onAction={(action, state, view) => onMachineAction(set, action, state, view)}
					onHide={onHide}
				/>
			);
		},
		[Symbol.dispose]() {
			unsubscribeScene();
			unsubscribeSettings();
		},
	};
}

type MachineSet = Scene & {readonly kind: 'machine'} & {readonly viewpoint: Viewpoint};

/** A machine is looked at from a viewpoint of its own, which lasts as long as it is shown. */
function setOf(scene: Scene): MachineSet | (Scene & {readonly kind: 'overview'}) {
	return scene.kind === 'overview' ? scene : {...scene, viewpoint: createViewpoint(scene.machine.monitor.store)};
}
