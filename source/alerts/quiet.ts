import type {Alert} from './alert.js';

/** Returns whether an alert needs no attention: it is acknowledged or silenced. */
export function isQuiet({isAcknowledged, isSilenced}: Pick<Alert, 'isAcknowledged' | 'isSilenced'>): boolean {
	return isAcknowledged || isSilenced;
}
