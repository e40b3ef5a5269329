import type {Clock} from '../../source/delivery/queue/clock.js';

export type HandClock = Clock & {
	/** Moves on and wakes who waited that long; resolves when they had their turn. */
	advance(durationMs: number): Promise<void>;
	/** Sets the wall clock alone, as an administrator does. */
	setWall(epochMs: number): void;
	/** How long each sleeper still has to wait. */
	readonly waitsMs: readonly number[];
};

/** A clock that stands still unless it is moved. */
export function handClock(startMs = Date.UTC(2026, 0, 4, 10, 15, 30)): HandClock {
	let elapsedMs = 0;
	let wallMs = startMs;
	const sleepers = new Set<{readonly untilMs: number; readonly wake: () => void}>();

	return {
		nowMs: () => wallMs,
		monotonicMs: () => elapsedMs,
		sleep: (durationMs, signal) =>
			new Promise(resolve => {
				const sleeper = {
					untilMs: elapsedMs + durationMs,
					wake() {
						sleepers.delete(sleeper);
						signal.removeEventListener('abort', sleeper.wake);
						resolve();
					},
				};
				sleepers.add(sleeper);
				signal.addEventListener('abort', sleeper.wake, {once: true});
			}),
		async advance(durationMs) {
			elapsedMs += durationMs;
			wallMs += durationMs;
			for (const sleeper of sleepers) {
				if (sleeper.untilMs <= elapsedMs) {
					sleeper.wake();
				}
			}

			await new Promise(resolve => {
				setImmediate(resolve);
			});
		},
		setWall(epochMs) {
			wallMs = epochMs;
		},
		get waitsMs() {
			return [...sleepers].map(({untilMs}) => untilMs - elapsedMs);
		},
	};
}
