import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink';
import {createMouse, type Mouse} from '../../source/ui/terminal/mouse.js';
import {silentStdin} from './silent-stdin.js';
import {virtualStdout} from './virtual-stdout.js';

/** An Ink rendering on a virtual terminal that has only a size. */
export type RenderedInk = {
	/** Returns the rows of the latest frame without colours. */
	rows(): readonly string[];
	/** Returns the rows of the latest frame with their colours and attributes. */
	attributes(): readonly string[];
	/** Returns the number of frames written. */
	frameCount(): number;
	press(keys: string): Promise<void>;
	/** Waits until all changes are drawn. */
	settle(): Promise<void>;
} & AsyncDisposable;

export type InkOptions = {readonly columns: number; readonly rows: number; readonly hasMouse?: boolean | undefined};

/** Sequences that set a terminal mode, such as bracketed paste, draw nothing. */
const setsMode = /^\u001B\[\?\d+[hl]$/;

/** Renders a component; `draw` gets the mouse of the terminal, if it has one. */
export async function renderInk(
	draw: (mouse: Mouse | undefined) => React.ReactElement,
	{columns, rows, hasMouse = false}: InkOptions,
): Promise<RenderedInk> {
	let frame = '';
	let frames = 0;
	const stdout = virtualStdout({columns, rows}, bytes => {
		const text = String(bytes);
		if (text.trim() !== '' && !setsMode.test(text)) {
			frame = text;
			frames += 1;
		}
	});
	const stdin = silentStdin();
	// The clock of the mouse stands still, so that two clicks on a cell are a double click on a slow machine, too.
	const mouse = hasMouse ? createMouse(stdin, () => 0) : undefined;
	const app = render(draw(mouse), {
		stdout,
		stdin: mouse?.stdin ?? stdin,
		stderr: stdout,
		debug: true,
		interactive: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	const settle = async (waitMs = 30): Promise<void> => {
		await new Promise(resolve => setTimeout(resolve, waitMs));
		await app.waitUntilRenderFlush();
	};
	await settle();

	return {
		rows: () => stripVTControlCharacters(frame).replaceAll(/ +$/gm, '').split('\n'),
		attributes: () => frame.split('\n'),
		frameCount: () => frames,
		settle,
		async press(keys) {
			stdin.push(keys);
			// Ink waits a moment after a lone escape for the rest of a sequence.
			await settle(keys === '\u{1B}' ? 120 : 30);
		},
		async [Symbol.asyncDispose]() {
			app.unmount();
		},
	};
}
