import {bucketsMs} from '../state/ui-state.js';
import type {MachineControls} from './controls.js';

/** Pauses or resumes the playback of a recording; otherwise pauses or resumes the screen. */
export function togglePause(controls: MachineControls): void {
	const {playback} = controls.route.machine;
	if (!playback) {
		setPaused(controls, !controls.ui().isPaused);
	} else if (playback.store.getState().isPaused) {
		playback.resume();
	} else {
		playback.pause();
	}
}

export function goLive(controls: MachineControls): void {
	const {playback} = controls.route.machine;
	if (playback) {
		playback.setSpeed(1);
		playback.resume();
	} else {
		setPaused(controls, false);
	}
}

function setPaused(controls: MachineControls, isPaused: boolean): void {
	controls.change(ui => ({...ui, isPaused}));
	if (isPaused) {
		controls.route.viewpoint.pause();
	} else {
		controls.route.viewpoint.resume();
	}
}

/** Graph columns that one arrow key scrolls. */
const scrollColumns = 5;

/** Scrolls through the history by some columns of the graphs. */
export function scrollTime(controls: MachineControls, direction: -1 | 1): void {
	moveTime(controls, direction * scrollColumns * controls.ui().bucketMs);
}

/** Shows a moment that is later by a time, or earlier, if negative. This pauses the screen; later moments need a paused screen. */
export function moveTime(controls: MachineControls, changeMs: number): void {
	const {machine, viewpoint} = controls.route;
	if (machine.playback) {
		machine.playback.seek(machine.playback.store.getState().positionMs + changeMs);
	} else if (changeMs < 0 || controls.ui().isPaused) {
		controls.change(ui => ({...ui, isPaused: true}));
		viewpoint.back(-changeMs / 1000);
	}
}

/** Sampling intervals that `<` and `>` step through, in milliseconds. */
const intervalsMs = [100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000] as const;

export function changePace({route}: MachineControls, pace: 'faster' | 'slower'): void {
	const {monitor, playback} = route.machine;
	if (playback) {
		playback.setSpeed(playback.store.getState().speed * (pace === 'faster' ? 0.5 : 2));
	} else {
		const {intervalMs} = monitor.store.getState();
		monitor.setIntervalMs(neighbour(intervalsMs, intervalMs, pace === 'faster' ? -1 : 1));
	}
}

export function changeWindow(controls: MachineControls, direction: -1 | 1): void {
	controls.change(ui => ({...ui, bucketMs: neighbour(bucketsMs, ui.bucketMs, direction)}));
}

/** Returns the next step above or below `now`, or `now` at the end. */
function neighbour(steps: readonly number[], now: number, direction: -1 | 1): number {
	return (direction === 1 ? steps.find(step => step > now) : steps.findLast(step => step < now)) ?? now;
}
