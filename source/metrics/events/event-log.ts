import type {EventCounts, EventKind, MachineEvent} from '../model/events.js';
import {eventCounts, eventKinds} from '../values/event-kinds.js';
import {severities} from '../values/severity.js';
import type {Happening} from './message-form.js';

/** How long an event is listed after its latest time. */
export const listedMs = 30 * 60_000;
/** The maximum number of listed events. */
export const maxListedEvents = 50;
/** Time within which an event that repeats is counted, not listed again. */
const sameMs = 60_000;

/** The recent events of a machine. */
export type EventLog = {
	/** Adds what happened. `isNew`: after the start of mon-tui, so that it counts. */
	add(happening: Happening, atMs: number, options?: {readonly times?: number; readonly isNew?: boolean}): void;
	/** Returns the events of the last 30 minutes, oldest first: the same list while nothing changed. */
	list(nowMs: number): readonly MachineEvent[];
	/** Returns the number of events since the start of mon-tui, by kind. */
	counts(): {readonly [Kind in EventKind]: number};
};

/** Returns an empty log. `idPrefix` distinguishes the ids of two runs of mon-tui. */
export function createEventLog(idPrefix: string): EventLog {
	let events: readonly MachineEvent[] = [];
	let counts: {readonly [Kind in EventKind]: number} = eventCounts(() => 0);
	let sequence = 0;

	return {
		add(happening, atMs, {times = 1, isNew = true} = {}) {
			const {kind, subject, pid, groupPath} = happening;
			const text = withShortIds(happening.text);
			const severity = happening.severity ?? eventKinds[kind].severity;
			if (isNew) {
				counts = {...counts, [kind]: counts[kind] + times};
			}

			const earlier = events.findLast(
				event =>
					event.kind === kind &&
					event.subject === subject &&
					event.groupPath === groupPath &&
					event.severity === severity &&
					Math.abs(atMs - event.lastAtMs) <= sameMs,
			);
			if (earlier) {
				// The first message has the cause; with a process, the latest one has its PID.
				const lastAtMs = Math.max(earlier.lastAtMs, atMs);
				const merged = {
					...earlier,
					lastAtMs,
					count: earlier.count + times,
					pid: pid ?? earlier.pid,
					text: pid === undefined ? earlier.text : text,
				};
				events = events.map(event => (event === earlier ? merged : event));
				return;
			}

			sequence += 1;
			const id = `${idPrefix}-${sequence}`;
			const event = {id, atMs, lastAtMs: atMs, count: times, kind, severity, subject, pid, groupPath, text};
			const at = events.findLastIndex(other => other.atMs <= atMs) + 1;
			events = withinLimit([...events.slice(0, at), event, ...events.slice(at)]);
		},
		list(nowMs) {
			if (events.some(({lastAtMs}) => nowMs - lastAtMs > listedMs)) {
				events = events.filter(({lastAtMs}) => nowMs - lastAtMs <= listedMs);
			}

			return events;
		},
		counts: () => counts,
	};
}

/** Shortens the ids of containers in the paths of their groups, as `docker ps` does. */
function withShortIds(text: string): string {
	return text.replaceAll(/\b([\da-f]{12})[\da-f]{52}\b/g, '$1');
}

/** Removes the oldest event of the lowest severity: a flood of notes does not displace an OOM kill. */
function withinLimit(events: readonly MachineEvent[]): readonly MachineEvent[] {
	if (events.length <= maxListedEvents) {
		return events;
	}

	const least = severities.find(severity => events.some(event => event.severity === severity));
	return events.toSpliced(
		events.findIndex(({severity}) => severity === least),
		1,
	);
}

/** Returns the counts of the kinds that a source reports. The others are unknown, not zero. */
export function countsOf(log: EventLog, isReported: (kind: EventKind) => boolean): EventCounts {
	const counts = log.counts();
	return eventCounts(kind => (isReported(kind) ? counts[kind] : undefined));
}
