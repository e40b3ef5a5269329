import type {Sample, Span} from '../../core/sample.js';
import {numbersOf} from '../../measurements/numbers-of.js';
import type {Reading} from '../../metrics/reading.js';
import {metricNames} from '../../metrics/registry.js';
import type {MetricName, Readings, Snapshot} from '../../metrics/snapshot.js';
import {measuredTime} from './measured-time.js';
import {processShares} from './process-shares.js';
import {addTo, emptyTally, type Requested, type Tally, withTally} from './tally.js';

/** An aggregation of several samples into one. */
export type Stretch = {
	add(sample: Sample): void;
	/**
	Returns the samples added since the last call as one sample: the latest, with means over the period. A single sample
	is returned unchanged. `undefined` when there was none.
	*/
	take(): Sample | undefined;
};

/** Returns an empty aggregation. */
export function createStretch(): Stretch {
	const timeOf = measuredTime();
	const shares = processShares();
	let latest: Sample | undefined;
	let samples = 0;
	let seconds = 0;
	let courses: Courses = new Map();

	return {
		add(sample) {
			const {snapshot} = sample;
			const weight = timeOf(snapshot);
			latest = sample;
			samples += 1;
			seconds += weight;
			shares.see(snapshot.readings.processes, snapshot.monotonicMs);
			for (const name of metricNames) {
				addReading(courses, name, snapshot.readings[name], weight);
			}
		},
		take() {
			const sample = latest;
			const span = {seconds: Math.round(seconds * 1000) / 1000, samples};
			const known = courses;
			latest = undefined;
			samples = 0;
			seconds = 0;
			courses = new Map();
			const withShares = shares.take();
			if (!sample || span.samples === 1) {
				return sample;
			}

			const tallies = new Map([...known].map(([name, course]) => [name, settled(course)]));
			const as = (requested: Requested): Snapshot => snapshotAs(requested, sample.snapshot, known, tallies);
			return {
				...sample,
				snapshot: withShares(as('usual')),
				span: {...span, range: rangeOf(as('lowest'), as('highest'))},
			};
		},
	};
}

/** The latest known reading of a metric, and the time that it represents, which is not yet in the tally. */
type Course = {readonly reading: Reading<object>; seconds: number; readonly tally: Tally};

type Courses = Map<MetricName, Course>;

/** Adds a reading. An unchanged reading only adds time. */
function addReading(courses: Courses, name: MetricName, reading: Reading<object>, seconds: number): void {
	const course = courses.get(name);
	if (course?.reading === reading) {
		course.seconds += seconds;
	} else if (reading.state === 'ok') {
		courses.set(name, {reading, seconds, tally: course ? settled(course) : emptyTally()});
	}
}

function settled({reading, seconds, tally}: Course): Tally {
	if (reading.state === 'ok') {
		addTo(tally, reading.value, seconds);
	}

	return tally;
}

/**
Returns a snapshot with aggregated numbers. A reading that is pending at the end is replaced by the last known one.
*/
function snapshotAs(
	requested: Requested,
	snapshot: Snapshot,
	courses: Courses,
	tallies: ReadonlyMap<MetricName, Tally>,
): Snapshot {
	const entries = metricNames.map(name => {
		const latest: Reading<object> = snapshot.readings[name];
		const reading = latest.state === 'pending' ? (courses.get(name)?.reading ?? latest) : latest;
		const tally = tallies.get(name);
		return [
			name,
			reading.state === 'ok' && tally ? {...reading, value: withTally(reading.value, tally, requested)} : reading,
		] as const;
	});
	// Each metric has its own reading, which the compiler cannot infer through the list.
	return {...snapshot, readings: Object.fromEntries(entries) as Readings};
}

/** Returns the range of each number that varied. */
function rangeOf(lowest: Snapshot, highest: Snapshot): Span['range'] {
	const above = numbersOf(highest);
	return new Map(
		[...numbersOf(lowest)].flatMap(([path, low]) => {
			const high = above.get(path);
			return high === undefined || high <= low ? [] : [[path, [low, high] as const] as const];
		}),
	);
}
