import type {Sample} from '../../core/sample.js';
import type {ProcessView} from './process-view.js';
import {troubleOf} from './trouble.js';

/** Milliseconds for which an order stays at least, so that the list does not jump between two of them. */
const holdMs = 10_000;

/** The sample that is shown. `isPast`: it is a moment of the history. */
export type ShownSample = {readonly sample: Sample | undefined; readonly isPast: boolean};

/**
Returns a function that updates the order of the list with every sample, see `ProcessView.followed`. The order begins with
the trouble, stays for ten seconds at least, and ends ten seconds after the trouble. It does not change while the user works
with the list. A moment of the history has the order of its own trouble at once.
*/
export function followTrouble(): (
	view: ProcessView,
	shown: ShownSample,
	isHeld: boolean,
) => Pick<ProcessView, 'followed' | 'hasOwnOrder'> {
	let sinceMs = Number.NEGATIVE_INFINITY;
	/** When there was trouble for the last time, of any kind and of the kind that is followed. */
	let troubleMs = Number.NEGATIVE_INFINITY;
	let followedMs = Number.NEGATIVE_INFINITY;
	let latestMs = Number.NEGATIVE_INFINITY;

	return (view, {sample, isPast}, isHeld) => {
		const {hasOwnOrder} = view;
		if (!sample) {
			return {followed: view.followed, hasOwnOrder};
		}

		const {monotonicMs} = sample.snapshot;
		const trouble = troubleOf(sample);
		const isJump = isPast || monotonicMs < latestMs;
		latestMs = monotonicMs;
		troubleMs = trouble === undefined ? Math.min(troubleMs, monotonicMs) : monotonicMs;
		followedMs = trouble === view.followed ? monotonicMs : Math.min(followedMs, monotonicMs);
		if (hasOwnOrder) {
			return {followed: undefined, hasOwnOrder: monotonicMs - troubleMs < holdMs};
		}

		const isSettled =
			isJump || (monotonicMs - sinceMs >= holdMs && (trouble !== undefined || monotonicMs - followedMs >= holdMs));
		if (!isHeld && trouble !== view.followed && (view.followed === undefined || isSettled)) {
			sinceMs = monotonicMs;
			followedMs = monotonicMs;
			return {followed: trouble, hasOwnOrder};
		}

		return {followed: view.followed, hasOwnOrder};
	};
}

/** Returns whether the user works with the list, so that its rows must not move by themselves. */
export function isListHeld({selectedKey, tagged, filter, isTree, isFollowing}: ProcessView, hasMenu: boolean): boolean {
	return selectedKey !== undefined || tagged.size > 0 || filter !== '' || isTree || isFollowing || hasMenu;
}
