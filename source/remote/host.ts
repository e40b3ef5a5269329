import type {Source} from '../core/source.js';
import type {Snapshot} from '../metrics/snapshot.js';
import {completeMessage} from '../protocol/messages/complete-message.js';
import type {HistoryPoint} from '../protocol/messages/history-point.js';
import {historySample} from '../protocol/messages/history-sample.js';
import {parseMonitoringData} from '../protocol/messages/parse-monitoring-data.js';
import type {Fields} from '../support/fields.js';

/** What a host says, one message at a time. */
export type HostMessage = {
	/** `monitoring_data`, parsed from JSON. */
	readonly message: Fields;
	/** What became known of the time before, oldest first. */
	readonly points: readonly HistoryPoint[];
};

export type HostSourceOptions = {
	/** Ends when `signal` aborts. A reader that is slow gets the latest message. */
	messages(signal: AbortSignal): AsyncIterable<HostMessage>;
	/** Milliseconds; until the first message says it. */
	readonly intervalMs: number;
};

/**
Another machine. Alerts are those that were raised there. What its messages do not carry is absent, and so are its past
processes; its clock is shown as it is, but never runs backwards.
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
				// A server tells its latest again to whoever asks for something else.
				missed = [...missed, ...points];
				if (complete.t === before?.timestampMs) {
					continue;
				}

				const {snapshot, alerts, events} = parseMonitoringData(complete);
				before = {
					...snapshot,
					monotonicMs: Math.max(snapshot.monotonicMs, before?.monotonicMs ?? snapshot.monotonicMs),
				};
				intervalMs = snapshot.intervalMs;
				yield {
					snapshot: before,
					evaluation: {alerts, events},
					...(missed.length > 0 && {missed: missed.map(point => historySample(point, snapshot))}),
				};
				missed = [];
			}
		},
	};
}
