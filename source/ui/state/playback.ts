import type {ReadonlyStore} from '../../core/store.js';

/** Position in a recording that is played. Times are epoch milliseconds of the recording. */
export type PlaybackPosition = {
	readonly startMs: number;
	readonly endMs: number;
	readonly positionMs: number;
	/** Playback speed; 1 is real time. */
	readonly speed: number;
	readonly isPaused: boolean;
	readonly isAtEnd: boolean;
	readonly damagedLines: number;
};

/** Controls of a playback, as the keys use them. */
export type PlaybackControls = {
	readonly store: ReadonlyStore<PlaybackPosition>;
	pause(): void;
	resume(): void;
	setSpeed(speed: number): void;
	seek(timestampMs: number): void;
	step(count: number): void;
	nextAlert(): void;
};
