import {hasEvents} from './moment.js';
import type {Recording} from './recording.js';

/** When, after `fromMs`, an alert was next raised or became graver. `undefined` when never, or when `isOver` says to stop. */
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
		if (isLater && recording.sampleOf(moment)?.events.some(({kind}) => kind === 'raised' || kind === 'escalated')) {
			return moment.timestampMs;
		}
	}

	return undefined;
}

/** When the measurement was taken that lies `count` before the one at `timestampMs`. The first when there are fewer. */
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
