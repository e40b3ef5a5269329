import {formatDuration} from '../support/format.js';
import type {Window} from './window.js';

/** Returns the length of a window: `10s`. */
export function seconds(window: Window | undefined): string {
	return formatDuration(Math.max(1, Math.round(window?.seconds ?? 0)));
}
