import process from 'node:process';
import {type Instance, render} from 'ink';
import type {Store} from '../core/store.js';
import {App} from './app.js';
import type {ScreenState} from './state/screen-state.js';
import {createServices, type Services} from './state/services.js';
import {usesAlternateScreen} from './state/view.js';
import {holdSignal} from './terminal/held-signal.js';
import {type JobControl, JobSignals} from './terminal/job-signals.js';
import {keyByKey} from './terminal/key-by-key.js';
import {createMouse} from './terminal/mouse.js';
import {mouseOff, mouseOn} from './terminal/mouse-report.js';
import {terminalOutput} from './terminal/terminal-output.js';
import {wholePastes} from './terminal/whole-pastes.js';

export type ScreenOptions = JobControl &
	Partial<Pick<Services, 'fleet' | 'remember'>> & {
		/** What is shown and how; it outlives a change of the view. */
		readonly state: Store<ScreenState>;
		/** `false` when there is no terminal to read keys from. */
		readonly hasKeyboard: boolean;
		/** The mouse scrolls, focuses and chooses while the whole screen is ours; the terminal's own selection then needs a key. */
		readonly hasMouse: boolean;
	};

/** Draws more often than this are put together: quick enough for keys, rare enough for a slow line. */
const framesPerSecond = 30;

/**
Shows the scene until the user quits or `signal` aborts; rejects when drawing fails. The terminal is as it was when the
promise settles. A change between full screen and in place ends one Ink instance and starts the next.
*/
export async function runScreen(options: ScreenOptions, signal: AbortSignal): Promise<void> {
	const pasting = wholePastes();
	// Before the terminal is raw: a stop in the moment before the first frame is one, too.
	using continued = holdSignal(options.onContinued);
	try {
		let goesOn = true;
		while (goesOn && !signal.aborted) {
			goesOn = await session({...options, pasting, onContinued: continued.listen}, signal);
		}
	} finally {
		if (options.hasKeyboard) {
			process.stdin.setRawMode(false);
		}
	}
}

/** Resolves with whether it ended for a view that needs another kind of screen. */
async function session(
	options: ScreenOptions & {readonly pasting: ReturnType<typeof wholePastes>},
	signal: AbortSignal,
): Promise<boolean> {
	const {state, fleet, remember, hasKeyboard} = options;
	const isFullScreen = usesAlternateScreen(state.getState().viewChoice);
	let isChanging = false;
	let instance: Instance | undefined;
	let isLeaving = false;
	const output = terminalOutput(process.stdout, process.env);
	const keyboard = hasKeyboard ? options.pasting(keyByKey(process.stdin, () => isLeaving)) : process.stdin;
	const mouse = options.hasMouse && hasKeyboard && isFullScreen ? createMouse(keyboard) : undefined;
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

	const measure = (): void => state.setState(now => ({...now, ...output.size(), isFullScreen}));
	const draw = (): React.ReactElement => (
		<>
			<JobSignals {...options} stop={stop} beforeContinuing={beforeContinuing} />
			<App services={services} />
		</>
	);
	const redraw = (): void => {
		// Ink would begin again, and take the keys from the instance that follows.
		if (!isLeaving) {
			measure();
			instance?.rerender(draw());
		}
	};

	const services = createServices({
		state,
		fleet,
		remember,
		terminal: {
			hasKeyboard,
			mouse,
			stop,
			leave,
			redraw() {
				instance?.clear();
				redraw();
			},
		},
	});
	measure();
	const unsubscribe = state.subscribe(() => {
		if (!isLeaving && usesAlternateScreen(state.getState().viewChoice) !== isFullScreen) {
			isChanging = true;
			leave();
		}
	});

	// Before Ink's own listener, which would first draw the old tree at the new size.
	process.stdout.prependListener('resize', redraw);
	// A terminal that took nothing for a while takes the latest frame.
	process.stdout.on('drain', redraw);
	signal.addEventListener('abort', leave, {once: true});
	if (hasKeyboard) {
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
		return isChanging;
	} finally {
		unsubscribe();
		setMouse(false);
		process.stdout.off('resize', redraw);
		process.stdout.off('drain', redraw);
		signal.removeEventListener('abort', leave);
	}
}
