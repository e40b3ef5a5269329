import type {Machine} from '../collector.js';

/**
Keeps away from files that a driver answers slowly. A read that blocks for milliseconds would delay everything else, and
whether it does depends on kernel and hardware: so every read is timed, and a slow one is left alone for a while.
*/
export type SlowGuard = {
	isResting(): boolean;
	/** Runs `read`, and begins to rest when it took too long, whether it succeeded or not. */
	time<Value>(read: () => Value): Value;
};

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
