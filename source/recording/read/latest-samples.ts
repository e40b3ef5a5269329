import type {Sample} from '../../core/sample.js';
import type {Moment} from './moment.js';
import type {Recording} from './recording.js';

/** Returns the last `count` samples from `fromMs` to `toMs`, inclusive, oldest first. */
export async function latestSamples(
	recording: Recording,
	fromMs: number,
	toMs: number,
	count: number,
): Promise<readonly Sample[]> {
	const latest: Moment[] = [];
	for await (const moment of recording.moments(fromMs)) {
		if (moment.timestampMs > toMs) {
			break;
		}

		if (moment.timestampMs >= fromMs) {
			latest.push(moment);
			if (latest.length > count) {
				latest.shift();
			}
		}
	}

	return latest.map(moment => recording.sampleOf(moment)).filter(sample => sample !== undefined);
}
