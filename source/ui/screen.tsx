import process from 'node:process';
import {type Instance, render} from 'ink';
import type {Store} from '../core/store.js';
import {terminalSize} from '../support/terminal-size.js';
import {App} from './app.js';
import {usesAlternateScreen} from './state/alternate-screen.js';
import type {ScreenState} from './state/screen-state.js';
import {createServices, type Services} from './state/services.js';
import {inlineColumns} from './state/view.js';
import {holdFatalSignals} from './terminal/fatal-signals.js';
import {holdSignal} from './terminal/held-signal.js';
import {type JobControl, JobSignals} from './terminal/job-signals.js';
import {keyByKey} from './terminal/key-by-key.js';
import {openKeyboard} from './terminal/keyboard.js';
import {createMouse} from './terminal/mouse.js';
import {mouseOff, mouseOn} from './terminal/mouse-report.js';
import {OnUnmount} from './terminal/on-unmount.js';
import {type Replies, terminalReplies} from './terminal/replies.js';
import type {Stdin} from './terminal/stdin.js';
import {flushed, terminalOutput} from './terminal/terminal-output.js';
import {wholePastes} from './terminal/whole-pastes.js';
import {hasWindowTitle, windowTitle} from './terminal/window-title.js';
import {backgroundOfEnvironment, backgroundOfReply, backgroundQuery} from './theme/background.js';
import {titleText} from './views/title-text.js';

export type ScreenOptions = JobControl &
	Partial<Pick<Services, 'fleet' | 'remember'>> & {
		/** State of the screen. It is kept across changes of the view. */
		readonly state: Store<ScreenState>;
		/** Whether the title of the terminal's window shows the worst problem. */
		readonly hasTitle: boolean;
		/** Whether the terminal is asked for its background colour. */
		readonly asksBackground: boolean;
		/**
		Whether the mouse scrolls, focuses and selects in full screen. The terminal's own selection then needs a modifier
		key.
		*/
		readonly hasMouse: boolean;
	};

const noKeyboard = 'No keys can be read: standard input is not a terminal. Ctrl-C quits.';

/** Maximum frame rate: fast enough for keys, slow enough for a slow connection. */
const framesPerSecond = 30;

/**
Shows the screen until the user quits or `signal` aborts; rejects when drawing fails. The terminal is restored when the
promise settles. A change between full screen and inline view ends one Ink instance and starts another.
*/
export async function runScreen(options: ScreenOptions, signal: AbortSignal): Promise<void> {
	const pasting = wholePastes();
	const replies = terminalReplies(reply => {
		const background = backgroundOfReply(reply);
		if (background !== undefined) {
			options.state.setState(now => ({...now, background}));
		}
	});
	const assumed = backgroundOfEnvironment(process.env);
	if (assumed !== undefined) {
		options.state.setState(now => ({...now, background: assumed}));
	}

	// Before the terminal is in raw mode, so that a stop before or during the first frame is handled too.
	using continued = holdSignal(options.onContinued);
	using stopRequested = holdSignal(options.onStopSignal);
	const killed = new AbortController();
	const fatal = holdFatalSignals(() => killed.abort());
	const ending = AbortSignal.any([signal, killed.signal]);
	using keyboard = openKeyboard();
	const input = keyboard?.stdin;
	if (!input) {
		options.state.setState(now => ({...now, ui: {...now.ui, hint: {text: noKeyboard}}}));
	}

	const title =
		options.hasTitle && hasWindowTitle(process.env)
			? windowTitle(process.stdout, () => titleText(options.state.getState()))
			: undefined;
	const stop = async (): Promise<void> => {
		title?.stop();
		// A stopped process writes nothing more.
		await flushed(process.stdout);
		await options.stop();
		title?.start();
	};
	title?.start();
	try {
		let goesOn = true;
		let asksBackground = options.asksBackground && input !== undefined;
		while (goesOn && !ending.aborted) {
			goesOn = await session(
				{
					...{...options, input, asksBackground, pasting, replies, stop},
					onContinued: continued.listen,
					onStopSignal: stopRequested.listen,
				},
				ending,
			);
			asksBackground = false;
		}
	} finally {
		title?.stop();
		input?.setRawMode(false);
		fatal.raise();
	}
}

/** Runs one Ink instance. Resolves with `true` when it ended for a view that needs another kind of screen. */
async function session(
	options: ScreenOptions & {
		/** The terminal to read keys from; `undefined` when there is none. */
		readonly input: Stdin | undefined;
		readonly pasting: ReturnType<typeof wholePastes>;
		readonly replies: Replies;
	},
	signal: AbortSignal,
): Promise<boolean> {
	const {state, fleet, remember, input} = options;
	const hasKeyboard = input !== undefined;
	state.setState(now => ({...now, ...terminalSize(process.stdout, process.env)}));
	const isFullScreen = usesAlternateScreen(state.getState());
	let isChanging = false;
	let instance: Instance | undefined;
	let isEnding = false;
	let isLeaving = false;
	const output = terminalOutput(process.stdout, process.env, {
		isInline: !isFullScreen,
		onWindowChange: options.onWindowChange,
		updateSize: options.updateSize,
	});
	const keyboard = input ? options.pasting(keyByKey(input, () => isLeaving, options.replies)) : process.stdin;
	const mouse = options.hasMouse && hasKeyboard && isFullScreen ? createMouse(keyboard) : undefined;
	const setMouse = (isOn: boolean): void => {
		if (mouse && !(isOn && isLeaving)) {
			process.stdout.write(isOn ? mouseOn : mouseOff);
		}
	};
	let unmute = (): void => {};
	/**
	Removes the tree without another frame: a full one takes long on a slow connection. The mouse is switched off first, as
	reports that arrive once echo is on again would be visible.
	*/
	const leave = (): void => {
		if (isEnding) {
			return;
		}

		isEnding = true;
		output.settle();
		isLeaving = true;
		setMouse(false);
		if (isChanging && !isFullScreen) {
			instance?.clear();
		}

		unmute = output.mute();
		instance?.unmount();
	};

	const onUnmount = (): void => {
		unmute();
		setMouse(false);
	};
	const stop = async (): Promise<void> => {
		setMouse(false);
		await options.stop();
		setMouse(true);
	};
	/** Inline, the rows above the cursor belong to the shell by now and must not be erased. */
	const beforeContinuing = (): (() => void) => {
		const unmuteFrame = isFullScreen ? () => {} : output.mute();
		return () => {
			unmuteFrame();
			setMouse(true);
		};
	};

	const measure = (): void => {
		const {columns, rows} = output.size();
		const width = isFullScreen ? columns : inlineColumns(columns);
		state.setState(now => ({...now, columns: width, rows, isFullScreen}));
	};
	const draw = (): React.ReactElement => (
		<>
			<OnUnmount run={onUnmount} />
			<JobSignals {...options} stop={stop} beforeContinuing={beforeContinuing} />
			<App services={services} />
		</>
	);
	const redraw = (): void => {
		// Ink would start again and take the keys from the next instance.
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
		if (!isEnding && usesAlternateScreen(state.getState()) !== isFullScreen) {
			isChanging = true;
			leave();
		}
	});

	// Before Ink's own listener, which would first draw the old tree at the new size.
	output.onResize(redraw);
	output.onDisturbed(() => {
		if (!isLeaving) {
			services.terminal.redraw();
		}
	});
	// After backpressure, the terminal gets the latest frame.
	process.stdout.on('drain', redraw);
	signal.addEventListener('abort', leave, {once: true});
	if (input) {
		// Ink does this after its first frame. Until then keys would be echoed into the frame, and Ctrl-Z would leave it behind.
		input.setRawMode(true);
	}

	if (options.asksBackground) {
		options.replies.await();
		process.stdout.write(backgroundQuery);
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
		output.close();
		process.stdout.off('drain', redraw);
		signal.removeEventListener('abort', leave);
	}
}
