import unicode from '@xterm/addon-unicode11';
import headless, {type Terminal} from '@xterm/headless';

/** A terminal without a window. Knows the emoji that are two cells wide. */
export function createEmulator(columns: number, rows: number): Terminal {
	const emulator = new headless.Terminal({cols: columns, rows, allowProposedApi: true});
	emulator.loadAddon(new unicode.Unicode11Addon());
	emulator.unicode.activeVersion = '11';
	return emulator;
}

/** The rows on screen, top first, without trailing blanks. */
export function rowsOnScreen(emulator: Terminal): readonly string[] {
	const {active} = emulator.buffer;
	// After the window got narrower the emulator still holds what was to the right of it: hence the last argument.
	return Array.from(
		{length: emulator.rows},
		(_, row) => active.getLine(active.baseY + row)?.translateToString(true, 0, emulator.cols) ?? '',
	);
}
