import type {Source} from '../core/source.js';
import type {Snapshot} from '../metrics/snapshot.js';
import {completeMessage} from '../protocol/messages/complete-message.js';
import type {HistoryPoint} from '../protocol/messages/history-point.js';
import {historySample} from '../protocol/messages/history-sample.js';
import {parseMonitoringData} from '../protocol/messages/parse-monitoring-data.js';
import type {Fields} from '../support/fields.js';

/** A message of a host, with earlier points of its history. */
export type HostMessage = {
	/** `monitoring_data`, parsed from JSON. */
	readonly message: Fields;
	/** Earlier points of the history, oldest first. */
	readonly points: readonly HistoryPoint[];
};

export type HostSourceOptions = {
	/** Iterates over messages until `signal` aborts. A slow reader gets the latest message. */
	messages(signal: AbortSignal): AsyncIterable<HostMessage>;
	/** The interval in milliseconds until the first message arrives. */
	readonly intervalMs: number;
};

/**
Returns a source for another machine. Alerts are those of the other machine. Values that its messages do not contain are
absent, and so are its past processes. The source keeps the clock of the machine, but its monotonic time never decreases.
*/
export function hostSource({messages, intervalMs: assumedMs}: HostSourceOptions): Source {
	let intervalMs = assumedMs;
	let sequence = 0;

	return {
		kind: 'remote',
		intervalMs: () => intervalMs,
		health: () => [],
		async *updates(signal) {
			let before: Snapshot | undefined;
			let missed: readonly HistoryPoint[] = [];
			for await (const {message, points} of messages(signal)) {
				sequence += 1;
				const complete = completeMessage(message, {sequence, nowMs: Date.now(), intervalMs});
				// A server repeats its latest message after a new subscription.
				missed = [...missed, ...points];
				if (complete.t === before?.timestampMs) {
					continue;
				}

				const {snapshot, alerts, events, findings} = parseMonitoringData(complete);
				before = {
					...snapshot,
					monotonicMs: Math.max(snapshot.monotonicMs, before?.monotonicMs ?? snapshot.monotonicMs),
				};
				intervalMs = snapshot.intervalMs;
				yield {
					snapshot: before,
					evaluation: {alerts, events},
					findings,
					...(missed.length > 0 && {missed: missed.map(point => historySample(point, snapshot))}),
				};
				missed = [];
			}
		},
	};
}
