import {createStore, type ReadonlyStore} from '../../core/store.js';
import {createWakeableSleep} from '../../support/sleep.js';

/** Where a recording is being played. Times are epoch milliseconds of the recording. */
export type PlaybackState = {
	readonly startMs: number;
	readonly endMs: number;
	readonly positionMs: number;
	/** 1 = as fast as it was recorded. */
	readonly speed: number;
	readonly isPaused: boolean;
	/** The last measurement is shown; nothing follows. */
	readonly isAtEnd: boolean;
	/** How many damaged places of the recording were met so far. */
	readonly damagedLines: number;
};

/** The knobs of a recording. */
export type Playback = {
	readonly store: ReadonlyStore<PlaybackState>;
	pause(): void;
	resume(): void;
	/** From 0.1 to 100; what is beyond is brought back there. */
	setSpeed(speed: number): void;
	/** To the last measurement at or before a time. */
	seek(timestampMs: number): void;
	/** Pauses, and goes so many measurements forward, or backward where negative. */
	step(count: number): void;
	/** To the next measurement in which an alert was raised or became graver. Stays where there is none. */
	nextAlert(): void;
};

export const slowestSpeed = 0.1;
export const fastestSpeed = 100;

/** What calls for another place than the next measurement. */
export type Jump =
	| {readonly kind: 'seek'; readonly timestampMs: number}
	| {readonly kind: 'back'; readonly count: number}
	| {readonly kind: 'nextAlert'};

/** The side of the playback that the source sees. */
export type Transport = {
	readonly playback: Playback;
	/** Lets the next measurement be due so much recorded time after the one before. */
	advance(gapMs: number): void;
	/** Resolves with a jump when one is asked for, or with `due` at the time of the next measurement, or on abort. */
	wait(signal: AbortSignal): Promise<Jump | 'due'>;
	/** The next measurement is due at once: the place is another. */
	restart(): void;
	hasJump(): boolean;
	update(change: Partial<Pick<PlaybackState, 'positionMs' | 'isAtEnd' | 'damagedLines'>>): void;
};

/** Who is late by more than this, at normal speed, does not try to catch up. */
const maxLateMs = 250;

/** The longest a timer can be set for. */
const maxSleepMs = 2 ** 31 - 1;

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
	/** Recorded time until the next measurement is due; negative when it is late. */
	let leftMs = 0;
	let countedMs = monotonicMs();
	let steps = 0;
	let jump: Jump | undefined;
	const {sleep, wake} = createWakeableSleep();

	/** Brings `leftMs` up to date. */
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
			setSpeed: speed => change({speed: Math.min(fastestSpeed, Math.max(slowestSpeed, speed))}),
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
