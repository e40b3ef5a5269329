import {isDeepStrictEqual} from 'node:util';
import type {Gaps} from '../gaps.js';
import type {Reading} from '../reading.js';

/** Returns the earlier reading when both are equal, so that comparisons by identity see no change. */
export function sameReading<Value>(before: Reading<Value> | undefined, now: Reading<Value>): Reading<Value> {
	if (!before || before.state !== now.state) {
		return now;
	}

	if (before.state === 'ok') {
		return now.state === 'ok' && Object.is(before.value, now.value) && hasSameGaps(before.gaps, now.gaps)
			? before
			: now;
	}

	return now.state !== 'ok' && before.reason === now.reason ? before : now;
}

/** Most readings have no gaps, and a deep comparison begins with the search for cycles. */
function hasSameGaps(before: Gaps | undefined, now: Gaps | undefined): boolean {
	return before === now || isDeepStrictEqual(before, now);
}
