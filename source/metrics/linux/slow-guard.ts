import type {Machine} from '../collector.js';

/**
A guard against slow drivers. A read that blocks for milliseconds would delay everything else. Whether it does depends
on kernel and hardware, so each read is timed, and a slow one is suspended for a while.
*/
export type SlowGuard = {
	isResting(): boolean;
	/** Calls `read`, and suspends further reads when it took too long, whether it succeeded or not. */
	time<Value>(read: () => Value): Value;
};

/** Returns a guard. */
export function slowGuard(machine: Machine, limitMs: number, restMs: number): SlowGuard {
	let restUntilMs: number | undefined;

	return {
		isResting: () => restUntilMs !== undefined && machine.monotonicMs() < restUntilMs,
		time(read) {
			const startMs = machine.monotonicMs();
			try {
				return read();
			} finally {
				const endMs = machine.monotonicMs();
				restUntilMs = endMs - startMs > limitMs ? endMs + restMs : undefined;
			}
		},
	};
}
