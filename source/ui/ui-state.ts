import {bucketsMs, defaultBucketMs} from './graph-window.js';
import type {Action} from './keys.js';

/** What the user did to the screen. What was measured is in the monitor's state. */
export type UiState = {
	readonly isPaused: boolean;
	readonly isHelpOpen: boolean;
	/** The time that one column of the graphs stands for. */
	readonly bucketMs: number;
};

export const initialUiState: UiState = {isPaused: false, isHelpOpen: false, bucketMs: defaultBucketMs};

/** The actions that only change the screen; the others end or replace it and belong to whoever runs it. */
export function reduceUi(state: UiState, action: Action): UiState {
	switch (action) {
		case 'help':
			return {...state, isHelpOpen: !state.isHelpOpen};
		case 'close':
			return state.isHelpOpen ? {...state, isHelpOpen: false} : state;
		case 'pause':
			return {...state, isPaused: !state.isPaused};
		case 'wider':
			return {...state, bucketMs: bucketsMs.find(bucket => bucket > state.bucketMs) ?? state.bucketMs};
		case 'narrower':
			return {...state, bucketMs: bucketsMs.findLast(bucket => bucket < state.bucketMs) ?? state.bucketMs};
		case 'resetWindow':
			return {...state, bucketMs: defaultBucketMs};
		case 'quit':
		case 'nextView':
		case 'compactView':
		case 'detailedView':
		case 'faster':
		case 'slower':
		case 'redraw':
		case 'suspend':
			return state;
		default:
			return action satisfies never;
	}
}
