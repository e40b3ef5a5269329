import type {Sample} from '../../core/sample.js';
import type {MonitorState} from '../../core/state.js';
import {pending, type Reading} from '../../metrics/reading.js';
import type {MetricName, Metrics} from '../../metrics/snapshot.js';
import type {PanelProps} from '../boxes/panel.js';
import type {ListWindow} from '../lists/scroll-position.js';

/** Everything that the rest of the screen knows of a panel. */
export type PanelDefinition = {
	/** In its frame. */
	readonly title: string;
	/** What it shows, for the options. */
	readonly meaning: string;
	/** What measures for it. */
	readonly collectors: readonly MetricName[];
	/** How many things there are to show; `undefined` where there is no panel. Changes rarely: the layout follows it. */
	count(sample: Sample | undefined): number | undefined;
	/** Rows inside the frame, for so many things. */
	rows(count: number, space: Space): Rows;
	readonly position: Position;
	/** Its list, where more is there than fits inside a frame of that size. */
	readonly list: ((state: MonitorState, size: Size, isFocused: boolean) => ListWindow | undefined) | undefined;
	readonly Component: React.ComponentType<PanelProps>;
};

export type Size = {readonly width: number; readonly height: number};

/** The screen is `wide` where the panels stand in two columns; `width` is that of one of them, `height` of the screen. */
export type Space = Size & {readonly isWide: boolean};

export type Rows = {
	/** Below this it says nothing and is left out. */
	readonly min: number;
	/** With this it is good to look at; the least where that is. */
	readonly comfort?: number;
	/** What it needs to show everything. */
	readonly ideal: number;
	/** Share of the room that is left. 0 = does not grow. */
	readonly stretch: number;
	/** 1 is given room first. */
	readonly importance: number;
};

export type Position = {
	/** From the top of a narrow screen: panels of one number stand beside each other. Also the order in a column. */
	readonly row: number;
	/** Relative width beside another. */
	readonly share: number;
	/** On a wide screen: at the top, across all of it, or in a column; `spare` is the column where processes are not shown. */
	readonly wide: 'top' | 'across' | 'left' | 'right';
	readonly spare: 'left' | 'right';
};

/** `always`: a panel says why it is empty. `present`: there is one only where the machine has what it shows. */
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
			// A failure is worth a panel that says so.
			return when === 'always' ? 1 : 0;
	}
}
