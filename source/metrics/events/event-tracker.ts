import type {Events, KernelLogState, MachineEvent} from '../model/events.js';
import {known} from '../reading.js';
import type {Readings} from '../snapshot.js';
import {type Clocks, clockWatch} from './clock-watch.js';
import {countsOf, createEventLog, listedMs} from './event-log.js';
import {kernelMessages} from './kernel-messages.js';
import {parseKernelRecord} from './kernel-record.js';
import {withMount} from './mount-of.js';
import {readingsWatch} from './readings-watch.js';
import {createSightings, type Sighting} from './sighting.js';

/** When a record of the kernel log was read. */
export type RecordTime = {
	/** Epoch milliseconds. */
	readonly nowMs: number;
	/** The kernel's monotonic clock at the same moment. */
	readonly kernelMs: number;
	/** Whether the record was written before mon-tui read the log for the first time. */
	readonly isOld: boolean;
	/** Time of the previous reading, which a new record cannot precede. */
	readonly afterMs: number;
};

/** The events of a machine, from all sources. It does no I/O, and outlives the collectors, which change with the pace. */
export type EventTracker = {
	/** Takes a record of `/dev/kmsg`. */
	readRecord(record: string, time: RecordTime): void;
	/** Takes the readings of the other metrics. */
	observe(readings: Readings, nowMs: number): void;
	/** Takes the clocks. */
	compareClocks(clocks: Clocks): void;
	/** Returns the events so far; the same lists while nothing changed. */
	events(nowMs: number, kernelLog: KernelLogState): Events;
};

/** Returns a tracker without events. `idPrefix` makes the ids unique among the runs of mon-tui. */
export function createEventTracker(idPrefix: string): EventTracker {
	const log = createEventLog(idPrefix);
	const readMessage = kernelMessages();
	const watch = readingsWatch();
	const sightings = createSightings();
	const compare = clockWatch();
	let lastSequence = -1;
	let hasReadLog = false;
	let hasClocks = false;
	let bootTimeMs: number | undefined;
	let readings: Readings | undefined;

	const record = ({happening, atMs, times}: Sighting, isNew = true): void => log.add(happening, atMs, {times, isNew});

	return {
		readRecord(text, {nowMs, kernelMs, isOld, afterMs}) {
			const parsed = parseKernelRecord(text);
			if (!parsed || parsed.sequence <= lastSequence) {
				return;
			}

			lastSequence = parsed.sequence;
			const ageMs = Math.max(0, kernelMs - parsed.stampMs);
			if (isOld && ageMs > listedMs) {
				return;
			}

			const happening = readMessage(parsed.message);
			if (happening) {
				// The two clocks drift apart over weeks; a new record was written since the previous reading.
				const atMs = Math.round(isOld ? nowMs - ageMs : Math.min(nowMs, Math.max(afterMs, nowMs - ageMs)));
				const sighting = sightings.add({happening: withMount(happening, readings), rank: 2, atMs, times: 1});
				if (sighting) {
					record(sighting, !isOld);
				}
			}
		},
		observe(latest, nowMs) {
			readings = latest;
			for (const change of watch.changes(latest)) {
				if (change.atMs === undefined) {
					sightings.add({...change, atMs: nowMs});
				} else if (nowMs - change.atMs <= listedMs) {
					log.add(change.happening, change.atMs, {isNew: false});
				}
			}

			const booted = known(latest.system)?.bootTimeMs;
			if (bootTimeMs === undefined && booted !== undefined) {
				bootTimeMs = booted;
				if (nowMs >= booted && nowMs - booted <= listedMs) {
					log.add({kind: 'reboot', text: 'the machine booted'}, booted, {isNew: false});
				}
			}
		},
		compareClocks(clocks) {
			hasClocks = true;
			const happening = compare(clocks);
			if (happening) {
				log.add(happening, clocks.wallMs);
			}
		},
		events(nowMs, kernelLog) {
			for (const sighting of sightings.overdue(nowMs, kernelLog === 'read')) {
				record(sighting);
			}

			hasReadLog ||= kernelLog === 'read';
			const isFromLog = (kind: MachineEvent['kind']): boolean => hasReadLog && !fromElsewhere.has(kind);
			const isFromClocks = (kind: MachineEvent['kind']): boolean => hasClocks && clockKinds.has(kind);
			return {
				list: log.list(nowMs),
				kernelLog,
				counts: countsOf(log, kind => isFromLog(kind) || isFromClocks(kind) || watch.isReported(kind)),
			};
		},
	};
}

/** The kinds that the kernel log does not contain. */
const fromElsewhere: ReadonlySet<MachineEvent['kind']> = new Set([
	'unit_failed',
	'container_restarted',
	'reboot',
	'clock_step',
	'suspend',
]);

const clockKinds: ReadonlySet<MachineEvent['kind']> = new Set(['clock_step', 'suspend']);
