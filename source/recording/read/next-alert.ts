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
