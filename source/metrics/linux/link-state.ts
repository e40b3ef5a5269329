import type {LinkState} from '../values/interface-counters.js';
import {naturalNumber} from '../values/whole-number.js';
import {readIfPresent} from './if-present.js';

/** Time between readings: `carrier_changes` also counts what happens in between. */
const rereadMs = 2000;

/** Returns a reader of the state of a link. Sources: `operstate` and `carrier_changes` in `/sys/class/net`. */
export function linkState(directory: string, monotonicMs: () => number): () => LinkState {
	let state: LinkState = {carrierChanges: undefined, isUp: undefined};
	let readMs: number | undefined;
	return () => {
		const nowMs = monotonicMs();
		if (readMs === undefined || nowMs - readMs >= rereadMs) {
			state = {
				carrierChanges: naturalNumber(readIfPresent(`${directory}/carrier_changes`)),
				isUp: isUp(readIfPresent(`${directory}/operstate`)),
			};
			readMs = nowMs;
		}

		return state;
	};
}

/** Returns whether an operational state (RFC 2863) means that packets pass. Drivers without carrier detection are `unknown`. */
function isUp(operstate: string | undefined): boolean | undefined {
	switch (operstate) {
		case 'up':
			return true;
		case 'down':
		case 'dormant':
		case 'lowerlayerdown':
		case 'notpresent':
		case 'testing':
			return false;
		default:
			return undefined;
	}
}
