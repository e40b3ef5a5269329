import type {ReadonlyStore} from '../../core/store.js';

/** Where a recording is being played. Times are epoch milliseconds of the recording. */
export type PlaybackPosition = {
	readonly startMs: number;
	readonly endMs: number;
	readonly positionMs: number;
	/** 1 = as fast as it was recorded. */
	readonly speed: number;
	readonly isPaused: boolean;
	readonly isAtEnd: boolean;
	readonly damagedLines: number;
};

/** The knobs of a recording, as the keys turn them. */
export type PlaybackControls = {
	readonly store: ReadonlyStore<PlaybackPosition>;
	pause(): void;
	resume(): void;
	setSpeed(speed: number): void;
	seek(timestampMs: number): void;
	step(count: number): void;
	nextAlert(): void;
};
