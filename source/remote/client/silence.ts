/** What was not heard for how long, in milliseconds. */
export type Silence = {
	/** Since anything came, be it the answer to a ping. */
	readonly quietMs: number;
	/** Since a sample came. */
	readonly withoutSampleMs: number;
	/** Since a ping went out that nothing answered yet. */
	readonly pingAgeMs: number | undefined;
	/** How often samples should come. */
	readonly intervalMs: number;
};

/** How a dead connection is told from a quiet one. Milliseconds. */
export type Heartbeat = {
	/** Beyond three intervals, a sample may be as late before what is shown counts as stale. @default 1000 */
	readonly staleAfterMs: number;
	/** A quiet connection is asked for a sign of life. @default 15000 */
	readonly pingAfterMs: number;
	/** A server that gives none is gone. @default 10000 */
	readonly answerWithinMs: number;
	/** So is one that gives signs but, beyond three intervals, no samples. @default 20000 */
	readonly deadAfterMs: number;
};

export const defaultHeartbeat: Heartbeat = {
	staleAfterMs: 1000,
	pingAfterMs: 15_000,
	answerWithinMs: 10_000,
	deadAfterMs: 20_000,
};

export type Verdict = {readonly isStale: boolean; readonly isDead: boolean; readonly needsPing: boolean};

/** A sample may be left out, or be late, without anything being wrong. */
const toleratedIntervals = 3;

/** How much later than tolerated the next sample is; negative when it is not. */
export function latenessMs(withoutSampleMs: number, intervalMs: number): number {
	return withoutSampleMs - toleratedIntervals * intervalMs;
}

export function judgeSilence(
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
