import type {PlaybackControls} from '../hooks/playback-context.js';
import type {UiState} from '../state/ui-state.js';
import type {Action} from './keys.js';

/** So many columns of the graphs an arrow key scrolls. */
export const scrollColumns = 5;

/** What a key does to a recording instead of to the screen. Returns whether it did. */
export function turnKnob(playback: PlaybackControls, action: Action, {bucketMs}: UiState): boolean {
	const {isPaused, speed, positionMs} = playback.store.getState();
	switch (action) {
		case 'pause':
			if (isPaused) {
				playback.resume();
			} else {
				playback.pause();
			}

			return true;
		case 'back':
		case 'forward':
			playback.seek(positionMs + (action === 'back' ? -1 : 1) * scrollColumns * bucketMs);
			return true;
		case 'live':
			playback.setSpeed(1);
			playback.resume();
			return true;
		case 'faster':
			playback.setSpeed(speed / 2);
			return true;
		case 'slower':
			playback.setSpeed(speed * 2);
			return true;
		case 'stepBack':
			playback.step(-1);
			return true;
		case 'stepForward':
			playback.step(1);
			return true;
		case 'nextAlert':
			playback.nextAlert();
			return true;
		default:
			return false;
	}
}
