import {naturalNumber} from '../values/whole-number.js';
import {readIfPresent} from './if-present.js';

/** The negotiated speed in megabits per second; `undefined` when the link is down or the driver does not tell. */
export type LinkSpeed = () => number | undefined;

/** Asking goes to the driver, some of which take milliseconds. */
const rereadMs = 10_000;
/** What old drivers write instead of -1. */
const unknownMbps = 0xff_ff;
/** No link is faster: what is more is an unknown speed, too (`0xffffffff`). */
const fastestMbps = 10_000_000;

/** Source: `speed` in the interface's directory of `/sys/class/net`; reading it fails with `EINVAL` while the link is down. */
export function linkSpeed(directory: string, monotonicMs: () => number): LinkSpeed {
	let mbps: number | undefined;
	let readMs: number | undefined;
	return () => {
		const nowMs = monotonicMs();
		if (readMs === undefined || nowMs - readMs >= rereadMs) {
			const told = naturalNumber(readIfPresent(`${directory}/speed`));
			mbps = told === undefined || told === 0 || told === unknownMbps || told > fastestMbps ? undefined : told;
			readMs = nowMs;
		}

		return mbps;
	};
}
