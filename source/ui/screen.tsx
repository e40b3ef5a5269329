import process from 'node:process';
import {type Instance, render} from 'ink';
import {createStage, type StageOptions, type StageStates} from './stage.js';
import {initialOverviewState} from './state/overview-state.js';
import {choose, initialUiState} from './state/ui-state.js';
import {usesAlternateScreen, type ViewChoice} from './state/view.js';
import {holdSignal} from './terminal/held-signal.js';
import {type JobControl, JobSignals} from './terminal/job-signals.js';
import {keyByKey} from './terminal/key-by-key.js';
import {createMouse} from './terminal/mouse.js';
import {mouseOff, mouseOn} from './terminal/mouse-report.js';
import {terminalOutput} from './terminal/terminal-output.js';
import {wholePastes} from './terminal/whole-pastes.js';

export type ScreenOptions = StageOptions &
	JobControl & {
		/** Shown first, to be read once. */
		readonly notice?: string | undefined;
		/** The mouse scrolls, focuses and chooses while the whole screen is ours; the terminal's own selection then needs a key. */
		readonly hasMouse: boolean;
	};

/** Draws more often than this are put together: quick enough for keys, rare enough for a slow line. */
const framesPerSecond = 30;

type Ending =
	| {readonly kind: 'quit'}
	| {readonly kind: 'view'; readonly choice: ViewChoice; readonly states: StageStates};

/**
Shows the scene until the user quits or `signal` aborts; rejects when drawing fails. The terminal is as it was when the
promise settles. A change between full screen and in place ends one Ink instance and starts the next.
*/
export async function runScreen(options: ScreenOptions, signal: AbortSignal): Promise<void> {
	const {choices} = options.settings.getState();
	const {notice} = options;
	const pasting = wholePastes();
	// Before the terminal is raw: a stop in the moment before the first frame is one, too.
	using continued = holdSignal(options.onContinued);
	let choice = choices.view;
	let states: StageStates = {
		machine: {
			...choose(initialUiState, choices),
			overlay: notice === undefined ? undefined : {kind: 'message', text: notice},
		},
		overview: initialOverviewState,
	};
	try {
		while (!signal.aborted) {
			const ending = await session({...options, pasting, onContinued: continued.listen}, choice, states, signal);
			if (ending.kind === 'quit') {
				return;
			}

			({choice, states} = ending);
		}
	} finally {
		if (options.hasKeyboard) {
			process.stdin.setRawMode(false);
		}
	}
}

async function session(
	options: ScreenOptions & {readonly pasting: ReturnType<typeof wholePastes>},
	initialChoice: ViewChoice,
	initialStates: StageStates,
	signal: AbortSignal,
): Promise<Ending> {
	const isFullScreen = usesAlternateScreen(initialChoice);
	let viewChoice = initialChoice;
	let ending: Ending = {kind: 'quit'};
	let instance: Instance | undefined;
	let isLeaving = false;
	const output = terminalOutput(process.stdout, process.env);
	const keyboard = options.hasKeyboard ? options.pasting(keyByKey(process.stdin, () => isLeaving)) : process.stdin;
	const mouse = options.hasMouse && options.hasKeyboard && isFullScreen ? createMouse(keyboard) : undefined;
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

	const stop = async (): Promise<void> => {
		setMouse(false);
		await options.stop();
		setMouse(true);
	};
	/** In place, what is above the cursor belongs to the shell by now, and is not erased. */
	const beforeContinuing = (): (() => void) => {
		const unmute = isFullScreen ? () => {} : output.mute();
		return () => {
			unmute();
			setMouse(true);
		};
	};

	const draw = (): React.ReactElement => (
		<>
			<JobSignals {...options} stop={stop} beforeContinuing={beforeContinuing} />
			{stage.draw(viewChoice)}
		</>
	);
	const redraw = (): void => {
		// Ink would begin anew, and take the keys from the instance that follows.
		if (!isLeaving) {
			instance?.rerender(draw());
		}
	};

	using stage = createStage(options, initialStates, {
		isFullScreen,
		mouse,
		size: output.size,
		redraw,
		leave,
		clear: () => instance?.clear(),
		changeView(choice) {
			if (usesAlternateScreen(choice) === isFullScreen) {
				viewChoice = choice;
				redraw();
			} else if (!isLeaving) {
				ending = {kind: 'view', choice, states: stage.states()};
				leave();
			}
		},
		stop,
	});

	// Before Ink's own listener, which would first draw the old tree at the new size.
	process.stdout.prependListener('resize', redraw);
	// A terminal that took nothing for a while takes the latest frame.
	process.stdout.on('drain', redraw);
	signal.addEventListener('abort', leave, {once: true});
	if (options.hasKeyboard) {
		// Ink does so after its first frame: until then keys would be written into it, and Ctrl-Z would leave it behind.
		process.stdin.setRawMode(true);
	}

	try {
		instance = render(draw(), {
			stdin: mouse?.stdin ?? keyboard,
			stdout: output.stream,
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
		setMouse(false);
		process.stdout.off('resize', redraw);
		process.stdout.off('drain', redraw);
		signal.removeEventListener('abort', leave);
	}
}
