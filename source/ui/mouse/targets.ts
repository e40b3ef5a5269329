import {createContext} from 'react';

/** Where a box over the panels lies, and which of its lines can be chosen. */
export type BoxTarget = {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	/** The row of the first line that can be chosen, how many there are in view, and the number of the first. */
	readonly entries: {readonly top: number; readonly count: number; readonly first: number} | undefined;
};

/** What was drawn where, for the mouse: whoever draws it writes it down here. */
export type MouseTargets = {
	box: BoxTarget | undefined;
	/** Keys of the processes in view, from the top. */
	processKeys: readonly string[];
};

export const MouseTargetsContext = createContext<MouseTargets>({box: undefined, processKeys: []});
