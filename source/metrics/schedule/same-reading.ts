import type {Reading} from '../reading.js';
import {isEqual} from './is-equal.js';

/** Returns the earlier reading when both are equal, so that comparisons by identity see no change. */
export function sameReading<Value>(before: Reading<Value> | undefined, now: Reading<Value>): Reading<Value> {
	if (!before || before.state !== now.state) {
		return now;
	}

	if (before.state === 'ok') {
		return now.state === 'ok' && Object.is(before.value, now.value) && isEqual(before.gaps, now.gaps) ? before : now;
	}

	return now.state !== 'ok' && before.reason === now.reason ? before : now;
}
