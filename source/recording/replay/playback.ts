import type {Playback, PlaybackState} from '../../core/playback.js';
import {createStore} from '../../core/store.js';
import {createWakeableSleep} from '../../support/sleep.js';

export const minSpeed = 0.1;
export const maxSpeed = 100;

/** A jump to another position than the next sample. */
export type Jump =
	| {readonly kind: 'seek'; readonly timestampMs: number}
	| {readonly kind: 'back'; readonly count: number}
	| {readonly kind: 'nextAlert' | 'previousAlert'};

/** The part of a playback that its source uses. */
export type Transport = {
	readonly playback: Playback;
	/** Schedules the next sample `gapMs` of recorded time after the previous one. */
	advance(gapMs: number): void;
	/** Resolves with a requested jump, or with `due` at the time of the next sample or on abort. */
	wait(signal: AbortSignal): Promise<Jump | 'due'>;
	/** Makes the next sample due immediately, after a jump. */
	restart(): void;
	hasJump(): boolean;
	update(change: Partial<Pick<PlaybackState, 'positionMs' | 'isAtEnd' | 'damagedLines'>>): void;
};

/** Maximum delay, at normal speed, that is caught up. */
const maxLateMs = 250;

/** Maximum duration of a timer. */
const maxSleepMs = 2 ** 31 - 1;

/** Returns the transport of a new playback. */
export function createTransport(
	{startMs, endMs}: Pick<PlaybackState, 'startMs' | 'endMs'>,
	monotonicMs: () => number = () => performance.now(),
): Transport {
	const store = createStore<PlaybackState>({
		startMs,
		endMs,
		positionMs: startMs,
		speed: 1,
		isPaused: false,
		isAtEnd: false,
		damagedLines: 0,
	});
	/** Recorded time until the next sample is due; negative when it is late. */
	let leftMs = 0;
	let countedMs = monotonicMs();
	let steps = 0;
	let jump: Jump | undefined;
	const {sleep, wake} = createWakeableSleep();

	/** Updates `leftMs`. */
	const count = (): void => {
		const {isPaused, speed} = store.getState();
		const nowMs = monotonicMs();
		leftMs -= isPaused ? 0 : (nowMs - countedMs) * speed;
		countedMs = nowMs;
	};

	const change = (part: Partial<PlaybackState>): void => {
		count();
		store.setState(state => ({...state, ...part}));
		wake();
	};

	const jumpTo = (next: Jump): void => {
		jump = next;
		steps = 0;
		wake();
	};

	return {
		playback: {
			store,
			pause: () => change({isPaused: true}),
			resume: () => change({isPaused: false}),
			setSpeed: speed => change({speed: Math.min(maxSpeed, Math.max(minSpeed, speed))}),
			seek: timestampMs => jumpTo({kind: 'seek', timestampMs}),
			step(count_) {
				if (count_ < 0) {
					jumpTo({kind: 'back', count: -count_});
				} else {
					steps += count_;
				}

				change({isPaused: true});
			},
			nextAlert: () => jumpTo({kind: 'nextAlert'}),
			previousAlert: () => jumpTo({kind: 'previousAlert'}),
		},
		advance(gapMs) {
			count();
			leftMs = Math.max(leftMs, -maxLateMs * store.getState().speed) + gapMs;
		},
		async wait(signal) {
			while (!signal.aborted) {
				count();
				if (jump) {
					const asked = jump;
					jump = undefined;
					return asked;
				}

				if (steps > 0) {
					steps -= 1;
					leftMs = 0;
					return 'due';
				}

				const {isPaused, speed} = store.getState();
				if (!isPaused && leftMs <= 0) {
					return 'due';
				}

				await sleep(isPaused ? maxSleepMs : Math.min(leftMs / speed, maxSleepMs), signal);
			}

			return 'due';
		},
		restart() {
			count();
			leftMs = 0;
		},
		hasJump: () => jump !== undefined,
		update(part) {
			store.setState(state => ({...state, ...part}));
		},
	};
}
