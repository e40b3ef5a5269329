import {isRise} from '../../alerts/alert.js';
import {hasEvents} from './moment.js';
import type {Recording} from './recording.js';

/**
Returns the time after `fromMs` at which an alert was next raised or escalated. `undefined` when there is none, or when
`isOver` returns true.
*/
export async function nextAlert(
	recording: Recording,
	fromMs: number,
	isOver: () => boolean,
): Promise<number | undefined> {
	for await (const moment of recording.moments(fromMs)) {
		if (isOver()) {
			return undefined;
		}

		const isLater = moment.timestampMs > fromMs && hasEvents(moment);
		if (isLater && recording.sampleOf(moment)?.events.some(isRise)) {
			return moment.timestampMs;
		}
	}

	return undefined;
}

/**
Returns the latest time before `beforeMs` at which an alert was raised or escalated. `undefined` when there is none, or when
`isOver` returns true.
*/
export async function previousAlert(
	recording: Recording,
	beforeMs: number,
	isOver: () => boolean,
): Promise<number | undefined> {
	let latest: number | undefined;
	for await (const moment of recording.moments(recording.startMs)) {
		if (isOver()) {
			return undefined;
		}

		if (moment.timestampMs >= beforeMs) {
			break;
		}

		if (hasEvents(moment) && recording.sampleOf(moment)?.events.some(isRise)) {
			latest = moment.timestampMs;
		}
	}

	return latest;
}

/** Returns the time of the sample that is `count` samples before the one at `timestampMs`, or of the first one. */
export async function timeBefore(recording: Recording, timestampMs: number, count: number): Promise<number> {
	let time = timestampMs;
	for (let step = 0; step < count && time > recording.startMs; step++) {
		for await (const moment of recording.moments(time - 1)) {
			time = Math.min(time, moment.timestampMs);
			break;
		}
	}

	return time;
}
