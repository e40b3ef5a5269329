import type {Recording} from './recording.js';

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
