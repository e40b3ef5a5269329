import type {Sample} from '../../core/sample.js';
import type {MonitorState} from '../../core/state.js';
import {pending, type Reading} from '../../metrics/reading.js';
import type {MetricName, Metrics} from '../../metrics/snapshot.js';
import type {PanelProps} from '../boxes/panel.js';
import {type BorderedSize, contentSize} from '../drawing/border.js';
import type {ListWindow} from '../lists/scroll-position.js';

/** Definition of a panel for layout, options and scrolling. */
export type PanelDefinition = {
	/** Title in the frame. */
	readonly title: string;
	/** Description for the options menu. */
	readonly meaning: string;
	/** Collectors that measure for the panel. */
	readonly collectors: readonly MetricName[];
	/**
	Returns the number of items; `undefined` when there is no panel. It changes rarely, because the layout depends on it.
	*/
	count(sample: Sample | undefined): number | undefined;
	/** Returns the rows inside the frame for that number of items. Present if there is a position. */
	rows?(count: number, space: Space): Rows;
	/** Absent for alerts and processes, which have places of their own. */
	readonly position?: Position;
	/** Returns the scrollable list for content of that size; `undefined` when everything fits. */
	readonly list:
		| ((state: MonitorState, content: ContentArea, isFocused: boolean) => ListWindow | undefined)
		| undefined;
	/**
	Cells of a panel in which a click goes to a time, besides its time axis: those right of `left` in the first `rows` rows of
	the content. Absent for a panel without a time axis.
	*/
	readonly graph?: {readonly left: number; rows(height: number): number};
	readonly Component: React.ComponentType<PanelProps>;
};

export type Size = {readonly width: number; readonly height: number};

/** Size of the content of a panel. */
export type ContentArea = Size & {
	/** Whether the panel has no title; then it takes a row or a few of them. */
	readonly isStrip: boolean;
};

/** Returns the content of a panel. */
export function contentArea(panel: BorderedSize): ContentArea {
	return {...contentSize(panel), isStrip: panel.border === 'none'};
}

/**
Space for a panel: width of one column, and height of the screen. `isWide` means that the panels form two columns.
*/
export type Space = Size & {readonly isWide: boolean};

export type Rows = {
	/** Minimum height; with less room the panel is hidden. */
	readonly min: number;
	/** Comfortable height; defaults to the minimum. */
	readonly comfort?: number;
	/** Height to show everything. */
	readonly ideal: number;
	/** Share of the remaining room; 0 does not grow. */
	readonly stretch: number;
	/** Importance; 1 gets room first. */
	readonly importance: number;
};

export type Position = {
	/**
	Row on a narrow screen, from the top. Panels of the same row are side by side. It is also the order in a column.
	*/
	readonly row: number;
	/** Width relative to the other panels of the row. */
	readonly share: number;
	/**
	Position on a wide screen: at the top or in the column at the left; `far` is the column at the right on a very wide
	screen, and the one at the left otherwise. `spare` is the column when the processes are hidden.
	*/
	readonly wide: 'top' | 'left' | 'far';
	readonly spare: 'left' | 'right';
};

/**
Returns the number of items of a reading. `always` shows an empty panel with the reason; `present` hides a panel that the
machine has no data for.
*/
export function countOf<Name extends MetricName>(
	sample: Sample | undefined,
	name: Name,
	when: 'always' | 'present',
	count: (value: Metrics[Name]) => number | undefined = () => 1,
): number | undefined {
	const reading: Reading<Metrics[Name]> = sample?.snapshot.readings[name] ?? pending;
	switch (reading.state) {
		case 'ok':
			return count(reading.value);
		case 'disabled':
			return undefined;
		case 'unsupported':
		case 'pending':
			return when === 'always' ? 1 : undefined;
		default:
			// A failed reading is shown in its panel.
			return when === 'always' ? 1 : 0;
	}
}
