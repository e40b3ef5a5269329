import type {Sample} from '../../core/sample.js';
import {known} from '../../metrics/reading.js';
import type {ScreenState} from '../state/screen-state.js';
import {type View, viewFor} from '../state/view.js';

/** View of a machine, and the part of the terminal it uses. */
export type Frame = {
	readonly view: View;
	/** Rows above the view: the tabs of a fleet. */
	readonly tabRows: number;
	readonly columns: number;
	/** Rows of the terminal below the tabs. */
	readonly rows: number;
	/** Height of the view. It never exceeds `rows`, because a higher frame would scroll the terminal. */
	readonly height: number;
};

/** Minimum rows at which the tabs are shown. */
const minRowsForTabs = 4;
/** Maximum rows of the health page inline. */
const healthRows = 24;

/** Computes the frame. `compactRows` is the number of rows that the compact view requires. */
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
	// Inline, the last row stays free for the cursor.
	const height = isFullScreen ? rows : Math.min(rows === 1 ? 1 : rows - 1, requestedRows);
	return {view, tabRows, columns, rows, height};
}

/** Returns the rows that the compact view requires: one per resource, plus the title. */
export function compactRows(sample: Pick<Sample, 'snapshot' | 'alerts'> | undefined): number {
	const gpus = known(sample?.snapshot.readings.gpu)?.length ?? 0;
	return 5 + Math.min(2, gpus) + (sample && sample.alerts.length > 0 ? 1 : 0);
}
