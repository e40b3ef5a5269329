import {readIfPresent} from './if-present.js';

/** The negotiated speed in megabits per second; `undefined` when the link is down or the driver does not tell. */
export type LinkSpeed = () => number | undefined;

/** Asking goes to the driver, some of which take milliseconds. */
const rereadMs = 10_000;
/** What some drivers say instead of -1. */
const unknownMbps = 0xff_ff_ff_ff;

/** Source: `speed` in the interface's directory of `/sys/class/net`; reading it fails with `EINVAL` while the link is down. */
export function linkSpeed(directory: string, monotonicMs: () => number): LinkSpeed {
	let mbps: number | undefined;
	let readMs: number | undefined;
	return () => {
		const nowMs = monotonicMs();
		if (readMs === undefined || nowMs - readMs >= rereadMs) {
			const told = Number(readIfPresent(`${directory}/speed`) ?? Number.NaN);
			mbps = told > 0 && told < unknownMbps ? told : undefined;
			readMs = nowMs;
		}

		return mbps;
	};
}
