import type {Terminal} from '@xterm/headless';

/** What a full-screen program should hardly ever do. Counts since the start. */
export type ScreenFaults = {
	/** The whole screen erased (CSI 2J, CSI 3J, ESC c, or CSI J from the top left): a flicker. */
	readonly fullClears: number;
	/** A line pushed off the screen by output below it. */
	readonly scrolls: number;
	/** A row that ran over the right edge into the next one. */
	readonly wraps: number;
};

export type FaultCounter = {
	(): ScreenFaults;
	/** Runs a change of the emulator that is not the program's doing. */
	ignore(change: () => void): void;
};

/** Counts the layout faults an emulator sees. */
export function watchFaults(emulator: Terminal): FaultCounter {
	let fullClears = 0;
	let scrolls = 0;
	let wraps = 0;
	let wrappedBefore: readonly boolean[] = [];

	const wrappedRows = (): readonly boolean[] => {
		const buffer = emulator.buffer.active;
		return Array.from({length: emulator.rows}, (_, row) => buffer.getLine(buffer.baseY + row)?.isWrapped ?? false);
	};

	const countWraps = (): void => {
		const wrappedNow = wrappedRows();
		wraps += wrappedNow.filter((isWrapped, row) => isWrapped && !wrappedBefore[row]).length;
		wrappedBefore = wrappedNow;
	};

	emulator.onScroll(() => {
		// Looked at before the row is gone; what was counted moves up with it.
		countWraps();
		wrappedBefore = wrappedBefore.slice(1);
		scrolls++;
	});
	// A change between the normal and the alternate screen reports a scroll first.
	emulator.buffer.onBufferChange(() => {
		scrolls--;
		wrappedBefore = wrappedRows();
	});
	emulator.onWriteParsed(countWraps);
	emulator.parser.registerCsiHandler({final: 'J'}, ([extent = 0]) => {
		const {cursorX, cursorY} = emulator.buffer.active;
		const isWhole = extent === 2 || extent === 3 || (extent === 0 && cursorX === 0 && cursorY === 0);
		fullClears += isWhole ? 1 : 0;
		return false;
	});
	emulator.parser.registerEscHandler({final: 'c'}, () => {
		fullClears++;
		return false;
	});

	const count = (): ScreenFaults => ({fullClears, scrolls, wraps});
	return Object.assign(count, {
		ignore(change: () => void) {
			const before = scrolls;
			change();
			scrolls = before;
			wrappedBefore = wrappedRows();
		},
	});
}
