import type {Happening} from './message-form.js';

/** How exactly a source describes an event: counters of the machine, of one device or group, or the kernel log. */
export type SightingRank = 0 | 1 | 2;

/** What one source reports. */
export type Sighting = {
	readonly happening: Happening;
	readonly rank: SightingRank;
	readonly atMs: number;
	readonly times: number;
};

/** Counters are read every few seconds: a report of the same event may be so much earlier or later. */
const samePeriodMs = 10_000;
/** How long the counters of the machine wait for those of a group, and all counters for the kernel log. */
const groupHoldMs = 3000;
const logHoldMs = 1500;
const maxKept = 200;

/** Keeps the best of several reports of one event. */
export type Sightings = {
	/** Adds a report. Returns it if it is to be recorded at once. */
	add(sighting: Sighting): Sighting | undefined;
	/** Returns the reports of counters that no better source has confirmed in time. */
	overdue(nowMs: number, isLogRead: boolean): readonly Sighting[];
};

/**
Returns a function that decides which reports become events. The kernel log names a victim, the counters of a group only
the group, those of the machine neither: a report waits a moment for a better one, and is dropped when it comes.
*/
export function createSightings(): Sightings {
	let recorded: readonly Sighting[] = [];
	let waiting: readonly Sighting[] = [];

	const record = (sighting: Sighting): Sighting => {
		recorded = [...recorded.filter(({atMs}) => sighting.atMs - atMs <= samePeriodMs), sighting].slice(-maxKept);
		return sighting;
	};

	return {
		add(sighting) {
			if (sighting.rank === 2) {
				return record(sighting);
			}

			waiting = [...waiting, sighting].slice(-maxKept);
			return undefined;
		},
		overdue(nowMs, isLogRead) {
			if (waiting.length === 0) {
				return waiting;
			}

			const isDue = ({rank, atMs}: Sighting): boolean =>
				Math.abs(nowMs - atMs) >= (rank === 0 ? groupHoldMs : isLogRead ? logHoldMs : 0);
			const due = waiting.filter(isDue).sort(byDetail);
			waiting = waiting.filter(one => !isDue(one));
			// One after the other: the report of an inner group makes that of the group around it superfluous.
			return due.flatMap(one =>
				[...recorded, ...waiting].some(other => isBetter(other, one) && isSame(one, other)) ? [] : [record(one)],
			);
		},
	};
}

/** Groups before the machine, and inner groups before those around them, which count the same kills. */
function byDetail(a: Sighting, b: Sighting): number {
	return b.rank - a.rank || (b.happening.groupPath?.length ?? 0) - (a.happening.groupPath?.length ?? 0);
}

/** A group and the ones around it count the same kill: the first of them is recorded, which is the innermost. */
function isBetter(other: Sighting, one: Sighting): boolean {
	return other.rank > one.rank || (other.rank === one.rank && other.happening.groupPath !== one.happening.groupPath);
}

function isSame(one: Sighting, other: Sighting): boolean {
	const [a, b] = [one.happening, other.happening];
	return (
		a.kind === b.kind &&
		Math.abs(one.atMs - other.atMs) <= samePeriodMs &&
		isSameGroup(a.groupPath, b.groupPath) &&
		isSameSubject(a, b)
	);
}

/** The path of a group in a container is the end of its path on the host. */
function isSameGroup(a: string | undefined, b: string | undefined): boolean {
	return (
		a === undefined ||
		b === undefined ||
		a === b ||
		a.endsWith(b) ||
		b.endsWith(a) ||
		a.startsWith(`${b}/`) ||
		b.startsWith(`${a}/`)
	);
}

function isSameSubject({kind, subject: a}: Happening, {subject: b}: Happening): boolean {
	switch (kind) {
		case 'link_up':
		case 'link_down':
		case 'unit_failed':
		case 'container_restarted':
			return a === b;
		case 'io_error':
			// A disk and its partition.
			return a === undefined || b === undefined || a.startsWith(b) || b.startsWith(a);
		default:
			return true;
	}
}
