import type {Sample} from '../../core/sample.js';
import {known} from '../../metrics/reading.js';
import type {ScreenState} from '../state/screen-state.js';
import {type View, viewFor} from '../state/view.js';

/** What is drawn of a machine, and on how much of the terminal. */
export type Frame = {
	readonly view: View;
	/** Rows above it: the tabs of a fleet. */
	readonly tabRows: number;
	readonly columns: number;
	/** Of the terminal, below the tabs. */
	readonly rows: number;
	/** Never more than there are: a higher frame would scroll the terminal. */
	readonly height: number;
};

/** Below that many rows the tabs give way to the machine. */
const minRowsForTabs = 4;
/** In place, the health of the monitor takes no more of the terminal. */
const healthRows = 24;

/** `compactRows` is what the compact view wants now. */
export function frameOf(state: ScreenState, hasFleet: boolean, compactRows: number): Frame {
	const {columns, isFullScreen, viewChoice, settings, ui} = state;
	const tabRows = hasFleet && viewChoice !== 'line' && state.rows >= minRowsForTabs ? 1 : 0;
	const rows = state.rows - tabRows;
	const view = viewFor(viewChoice, columns, rows);
	const {kind} = ui.overlay ?? {};
	const requestedRows =
		kind === 'help'
			? settings.bindings.length
			: kind === 'health'
				? healthRows
				: {line: 1, compact: compactRows, detailed: rows}[view];
	// In place, the last row stays free for the cursor.
	const height = isFullScreen ? rows : Math.min(rows === 1 ? 1 : rows - 1, requestedRows);
	return {view, tabRows, columns, rows, height};
}

/** How many rows the compact view wants: one for each thing there is, plus the title. */
export function compactRows(sample: Pick<Sample, 'snapshot' | 'alerts'> | undefined): number {
	const gpus = known(sample?.snapshot.readings.gpu)?.length ?? 0;
	return 5 + Math.min(2, gpus) + (sample && sample.alerts.length > 0 ? 1 : 0);
}
