import {naturalNumber} from '../values/whole-number.js';
import {readIfPresent} from './if-present.js';

/**
A function that returns the link speed in megabits per second; `undefined` when the link is down or the speed is
unknown.
*/
export type LinkSpeed = () => number | undefined;

/** Time between readings: some drivers take milliseconds. */
const rereadMs = 10_000;
/** Value that old drivers write instead of -1. */
const unknownMbps = 0xff_ff;
/** Maximum plausible speed: higher values mean an unknown speed (`0xffffffff`). */
const maxMbps = 10_000_000;

/**
Returns a reader of the link speed. Source: `speed` in `/sys/class/net`, which fails with `EINVAL` while the link is
down.
*/
export function linkSpeed(directory: string, monotonicMs: () => number): LinkSpeed {
	let mbps: number | undefined;
	let readMs: number | undefined;
	return () => {
		const nowMs = monotonicMs();
		if (readMs === undefined || nowMs - readMs >= rereadMs) {
			const reported = naturalNumber(readIfPresent(`${directory}/speed`));
			mbps =
				reported === undefined || reported === 0 || reported === unknownMbps || reported > maxMbps
					? undefined
					: reported;
			readMs = nowMs;
		}

		return mbps;
	};
}
