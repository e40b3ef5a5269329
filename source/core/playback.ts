import type {ReadonlyStore} from './store.js';

/** The state of a playback. Times are epoch milliseconds of the recording. */
export type PlaybackState = {
	/** The time of the first measurement. */
	readonly startMs: number;
	/** The time of the last measurement. */
	readonly endMs: number;
	/** The time of the current measurement. */
	readonly positionMs: number;
	/** Speed; 1 is the recorded speed. */
	readonly speed: number;
	readonly isPaused: boolean;
	/** Whether the last sample is shown. */
	readonly isAtEnd: boolean;
	/** Number of damaged places found so far. */
	readonly damagedLines: number;
};

/** The controls of a playback. */
export type Playback = {
	/** The state of the playback. */
	readonly store: ReadonlyStore<PlaybackState>;
	/** Pauses the playback. */
	pause(): void;
	/** Continues the playback. */
	resume(): void;
	/** Sets the speed, from 0.1 to 100. Other values are clamped. */
	setSpeed(speed: number): void;
	/** Jumps to the last sample at or before a time. */
	seek(timestampMs: number): void;
	/** Pauses, and moves `count` samples forward, or backward if negative. */
	step(count: number): void;
	/** Jumps to the next sample in which an alert was raised or escalated, if there is one. */
	nextAlert(): void;
	/** Jumps to the latest earlier sample in which an alert was raised or escalated, if there is one. */
	previousAlert(): void;
};
