import type {Sample} from '../../core/sample.js';
import type {ScreenState} from '../state/screen-state.js';
import {maxInlineRows, type View, viewFor} from '../state/view.js';
import {compactNeeds, requiredRows} from './compact-layout.js';

/** View of a machine, and the part of the terminal it uses. */
export type Frame = {
	readonly view: View;
	/** Rows above the view: the tabs of a fleet. */
	readonly tabRows: number;
	readonly columns: number;
	/** Rows of the terminal below the tabs. */
	readonly rows: number;
	/** Rows of the detailed view above its panels: the header, and the verdict while something is wrong. */
	readonly headRows: number;
	readonly hasHeader: boolean;
	readonly hasVerdict: boolean;
	/** Rows of the detailed view below its panels: the footer, and the time line of a recording or of the history. */
	readonly footRows: number;
	/** Height of the view. It never exceeds `rows`, because a higher frame would scroll the terminal. */
	readonly height: number;
};

/** Minimum rows at which the tabs are shown. */
const minRowsForTabs = 4;

/** What a sample requires of the frame. */
export type Needs = {
	/** Rows of the compact view. */
	readonly compactRows: number;
	/** Whether something is wrong. */
	readonly hasVerdict: boolean;
};

/** Minimum height at which the verdict has a row beside the header; with fewer rows it replaces the header. */
const minRowsForBoth = 12;
const minRowsForVerdict = 3;
const minRowsForHeader = 5;
const minRowsForFooter = 10;

/** Minimum height at which the time line has a row. */
const minRowsForTimeLine = 16;

/** Computes the frame. */
export function frameOf(state: ScreenState, hasFleet: boolean, needs: Needs): Frame {
	const {columns, isFullScreen, viewChoice, ui} = state;
	const tabRows = hasFleet && viewChoice !== 'line' && state.rows >= minRowsForTabs ? 1 : 0;
	const rows = state.rows - tabRows;
	const view = viewFor(viewChoice, columns, rows);
	const requestedRows = {line: 1, compact: needs.compactRows, detailed: rows}[view];
	const height = isFullScreen ? rows : Math.max(1, Math.min(maxInlineRows(state.rows) - tabRows, requestedRows));
	const isPast = ui.isPaused || (state.route.kind === 'machine' && state.route.machine.playback !== undefined);
	const hasVerdict = needs.hasVerdict && height >= minRowsForVerdict;
	const hasHeader = height >= (hasVerdict ? minRowsForBoth : minRowsForHeader);
	return {
		view,
		tabRows,
		hasHeader,
		hasVerdict,
		headRows: Number(hasHeader) + Number(hasVerdict),
		footRows: Number(height >= minRowsForFooter) + Number(isPast && height >= minRowsForTimeLine),
		columns,
		rows,
		height,
	};
}

/** Returns what a sample requires of the frame. */
export function needsOf(sample: Sample | undefined, hasProcesses: boolean): Needs {
	const compact = compactNeeds(sample, hasProcesses);
	return {compactRows: requiredRows(compact), hasVerdict: compact.hasVerdict};
}
