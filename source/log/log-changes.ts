import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import type {AbsentState} from '../metrics/reading.js';
import {metricNames} from '../metrics/registry.js';
import type {MetricName} from '../metrics/snapshot.js';
import type {Log} from './log.js';

/**
Logs failures and recoveries of metrics, and problems. Each problem is logged once, even if its counts change. Returns the
function that stops it.
*/
export function logChanges(store: ReadonlyStore<MonitorState>, log: Log): () => void {
	const failureTexts = new Map<MetricName, string>();
	let problems = new Map<string, string>();

	return store.subscribe(() => {
		const {sample, problems: current} = store.getState();
		for (const name of metricNames) {
			const reading = sample?.snapshot.readings[name];
			const failure =
				reading && reading.state !== 'ok' && failures.has(reading.state)
					? `${reading.state}${reading.reason ? `: ${reading.reason}` : ''}`
					: undefined;
			if (failure !== undefined && failureTexts.get(name) !== failure) {
				failureTexts.set(name, failure);
				log('warn', name, failure);
			} else if (failure === undefined && failureTexts.delete(name)) {
				log('info', name, 'recovered');
			}
		}

		const next = new Map(current.map(({area, message}) => [area, message]));
		for (const [area, message] of next) {
			const known = problems.get(area);
			if (known === undefined || reasonOf(known) !== reasonOf(message)) {
				log('warn', area, message);
			}
		}

		for (const area of problems.keys()) {
			if (!next.has(area)) {
				log('info', area, 'problem resolved');
			}
		}

		problems = next;
	});
}

/** The states that are logged. The others are not failures. */
const failures: ReadonlySet<AbsentState> = new Set(['error', 'timeout', 'stale']);

/** Returns the message without counts. Logging every change of a count would fill the disk. */
function reasonOf(message: string): string {
	return message.split(';', 1).join('');
}
