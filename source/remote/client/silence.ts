/** The times since the last signs of a server, in milliseconds. */
export type Silence = {
	/** The time since the last frame, including a pong. */
	readonly quietMs: number;
	/** The time since the last sample. */
	readonly withoutSampleMs: number;
	/** The time since an unanswered ping; `undefined` if there is none. */
	readonly pingAgeMs: number | undefined;
	/** The expected time between samples. */
	readonly intervalMs: number;
};

/** Timeouts that detect a dead connection, in milliseconds. */
export type Heartbeat = {
	/** The delay of a sample, in addition to three intervals, after which the data is stale. @default 1000 */
	readonly staleAfterMs: number;
	/** The idle time after which the client sends a ping. @default 15000 */
	readonly pingAfterMs: number;
	/** The maximum time until the answer to a ping; the connection is then considered dead. @default 10000 */
	readonly answerWithinMs: number;
	/**
	The delay of a sample, in addition to three intervals, after which the connection is considered dead.

	@default 20000
	*/
	readonly deadAfterMs: number;
};

export const defaultHeartbeat: Heartbeat = {
	staleAfterMs: 1000,
	pingAfterMs: 15_000,
	answerWithinMs: 10_000,
	deadAfterMs: 20_000,
};

/** The state of a connection. */
export type Verdict = {readonly isStale: boolean; readonly isDead: boolean; readonly needsPing: boolean};

/** The number of intervals without sample that are tolerated: a sample may be skipped or late. */
const toleratedIntervals = 3;

/** Returns how late the next sample is beyond the tolerance; negative if it is not late. */
export function latenessMs(withoutSampleMs: number, intervalMs: number): number {
	return withoutSampleMs - toleratedIntervals * intervalMs;
}

export function evaluateSilence(
	{quietMs, withoutSampleMs, pingAgeMs, intervalMs}: Silence,
	heartbeat: Heartbeat,
): Verdict {
	const lateMs = latenessMs(withoutSampleMs, intervalMs);
	const isStale = lateMs > heartbeat.staleAfterMs;
	return {
		isStale,
		isDead: lateMs > heartbeat.deadAfterMs || (pingAgeMs ?? 0) > heartbeat.answerWithinMs,
		needsPing:
			pingAgeMs === undefined && (quietMs > heartbeat.pingAfterMs || (isStale && quietMs > heartbeat.staleAfterMs)),
	};
}
