import process from 'node:process';
import {type Instance, render} from 'ink';
import type {FleetHost} from '../fleet/fleet-state.js';
import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';
import type {AlertService} from './alerts/service.js';
import {App} from './app.js';
import type {Choices} from './choices.js';
import {stepInterval} from './interval-steps.js';
import type {Action, KeyBinding} from './keys.js';
import type {Look} from './look.js';
import {createMouse} from './mouse/mouse.js';
import {mouseOff, mouseOn} from './mouse/report.js';
import type {PanelName} from './panel-name.js';
import type {PlaybackControls} from './playback-context.js';
import {scrollColumns} from './playback-keys.js';
import type {ProcessService} from './processes/service.js';
import type {ServerStatus} from './server-status.js';
import {choose, initialUiState, type UiState} from './ui-state.js';
import {createViewpoint} from './viewpoint.js';
import {nextView, usesAlternateScreen, type View, type ViewChoice} from './views/view.js';

/** What may be another while the screen is shown. */
export type ScreenSettings = {
	lookFor(choice: Pick<Choices, 'theme' | 'graph'>): Look;
	readonly themeNames: readonly string[];
	/** What holds until the user chooses something else. */
	readonly choices: Choices;
	readonly bindings: readonly KeyBinding[];
	readonly service: ProcessService;
	readonly alertService: AlertService;
	readonly exportNow?: (() => Promise<string>) | undefined;
};

export type ScreenOptions = {
	readonly monitor: {
		readonly store: ReadonlyStore<MonitorState>;
		setIntervalMs(intervalMs: number): void;
	};
	/** What the configuration says, as long as it says so. */
	readonly settings: ReadonlyStore<ScreenSettings>;
	/** Of the server that broadcasts the same monitor, if there is one. */
	readonly serverStatus?: ReadonlyStore<ServerStatus> | undefined;
	/** The knobs of the recording that is shown, if it is one. */
	readonly playback?: PlaybackControls | undefined;
	/** How the machine is reached, if it is another. */
	readonly host?: ReadonlyStore<FleetHost | undefined> | undefined;
	/** Writes what the user chose into the configuration; resolves with what was written where. */
	readonly remember?: ((choices: Choices) => Promise<string>) | undefined;
	/** Told which panels are hidden whenever that may have changed. */
	onHide(hidden: readonly PanelName[]): void;
	/** Shown first, to be read once. */
	readonly notice?: string | undefined;
	/** The mouse scrolls, focuses and chooses while the whole screen is ours; the terminal's own selection then needs a key. */
	readonly hasMouse: boolean;
	/** `false` when there is no terminal to read keys from. */
	readonly hasKeyboard: boolean;
	/** Stops the program until the shell continues it. */
	stop(): Promise<void>;
};

/** Draws more often than this are put together: quick enough for keys, rare enough for a slow line. */
const framesPerSecond = 30;

type Ending = {readonly kind: 'quit'} | {readonly kind: 'view'; readonly choice: ViewChoice; readonly state: UiState};

/**
Shows the monitor until the user quits or `signal` aborts; rejects when drawing fails. The terminal is as it was when
the promise settles. A change between full screen and in place ends one Ink instance and starts the next.
*/
export async function runScreen(options: ScreenOptions, signal: AbortSignal): Promise<void> {
	const {choices} = options.settings.getState();
	const {notice} = options;
	let choice = choices.view;
	let state: UiState = {
		...choose(initialUiState, choices),
		overlay: notice === undefined ? undefined : {kind: 'message', text: notice},
	};
	try {
		while (!signal.aborted) {
			const ending = await session(options, choice, state, signal);
			if (ending.kind === 'quit') {
				return;
			}

			({choice, state} = ending);
		}
	} finally {
		if (options.hasKeyboard) {
			process.stdin.setRawMode(false);
		}
	}
}

async function session(
	options: ScreenOptions,
	initialChoice: ViewChoice,
	initialState: UiState,
	signal: AbortSignal,
): Promise<Ending> {
	const {monitor, playback, settings} = options;
	const isFullScreen = usesAlternateScreen(initialChoice);
	const viewpoint = createViewpoint(monitor.store);
	let viewChoice = initialChoice;
	let ending: Ending = {kind: 'quit'};
	let instance: Instance | undefined;
	const mouse = options.hasMouse && options.hasKeyboard && isFullScreen ? createMouse(process.stdin) : undefined;
	const latest = {current: initialState};
	let isLeaving = false;
	const setMouse = (isOn: boolean): void => {
		if (mouse && !(isOn && isLeaving)) {
			process.stdout.write(isOn ? mouseOn : mouseOff);
		}
	};
	/** The mouse first: what it reports once keys are echoed again would be seen. */
	const leave = (): void => {
		isLeaving = true;
		setMouse(false);
		instance?.unmount();
	};

	const show = (choice: ViewChoice, state: UiState): void => {
		if (usesAlternateScreen(choice) === isFullScreen) {
			viewChoice = choice;
			instance?.rerender(app());
		} else {
			ending = {kind: 'view', choice, state};
			leave();
		}
	};

	const onAction = (action: Action, state: UiState, view: View): void => {
		switch (action) {
			case 'quit':
				leave();
				break;
			case 'nextView':
				show(nextView(view), state);
				break;
			case 'compactView':
				show('compact', state);
				break;
			case 'detailedView':
				show('detailed', state);
				break;
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
					instance?.rerender(app());
				}

				break;
			case 'faster':
			case 'slower':
				monitor.setIntervalMs(stepInterval(monitor.store.getState().intervalMs, action));
				break;
			case 'redraw':
				instance?.clear();
				instance?.rerender(app());
				break;
			default:
			// The others change the screen alone, and did.
		}
	};

	const stop = async (): Promise<void> => {
		setMouse(false);
		await options.stop();
		setMouse(true);
	};

	const app = () => (
		<App
			{...settings.getState()}
			viewpoint={viewpoint}
			serverStatus={options.serverStatus}
			playback={playback}
			host={options.host}
			remember={options.remember}
			columns={process.stdout.columns}
			rows={process.stdout.rows}
			viewChoice={viewChoice}
			isFullScreen={isFullScreen}
			hasKeyboard={options.hasKeyboard}
			mouse={mouse}
			initialState={initialState}
			latest={latest}
			stop={stop}
			onAction={onAction}
			onHide={options.onHide}
		/>
	);

	let {choices} = settings.getState();
	const onSettings = (): void => {
		const before = choices;
		({choices} = settings.getState());
		options.onHide(choose(latest.current, choices, before).hidden);
		if (choices.view === before.view) {
			instance?.rerender(app());
		} else {
			show(choices.view, choose(latest.current, choices, before));
		}
	};

	const onResize = (): void => instance?.rerender(app());
	if (initialState.isPaused) {
		viewpoint.hold();
	}

	// Before Ink's own listener, which would first draw the old tree at the new size.
	process.stdout.prependListener('resize', onResize);
	signal.addEventListener('abort', leave, {once: true});
	const unsubscribe = settings.subscribe(onSettings);
	if (options.hasKeyboard) {
		// Ink does so after its first frame: until then keys would be written into it, and Ctrl-Z would leave it behind.
		process.stdin.setRawMode(true);
	}

	try {
		instance = render(app(), {
			stdin: mouse?.stdin ?? process.stdin,
			alternateScreen: isFullScreen,
			incrementalRendering: true,
			interactive: true,
			exitOnCtrlC: false,
			patchConsole: false,
			maxFps: framesPerSecond,
		});
		setMouse(true);
		await instance.waitUntilExit();
		return ending;
	} finally {
		unsubscribe();
		setMouse(false);
		process.stdout.off('resize', onResize);
		signal.removeEventListener('abort', leave);
	}
}
