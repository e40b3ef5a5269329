import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import type {HealthReport} from '../health/report.js';
import type {Log} from './log.js';

const everyMs = 60_000;

/** Logs the counters of handlers, exporters and server once a minute, at level debug. Returns the function that stops it. */
export function logFollowers(store: ReadonlyStore<MonitorState>, health: () => HealthReport, log: Log): () => void {
	let lastMs: number | undefined;

	return store.subscribe(() => {
		const monotonicMs = store.getState().sample?.snapshot.monotonicMs;
		lastMs ??= monotonicMs;
		if (monotonicMs === undefined || lastMs === undefined || monotonicMs - lastMs < everyMs) {
			return;
		}

		lastMs = monotonicMs;
		for (const [area, message] of partsOf(health())) {
			log('debug', area, message);
		}
	});
}

function partsOf(report: HealthReport): readonly (readonly [area: string, message: string])[] {
	const {handlers, databases, server} = report;
	const exports = [...(report.export ? [{place: 'files', ...report.export}] : []), ...databases];
	return [
		...handlers.map(
			({name, handled, failed, dead, queued}) =>
				[
					`handler ${name}`,
					`${handled} delivered, ${failed} attempts failed, ${dead} dropped, ${queued} queued`,
				] as const,
		),
		...exports.map(
			({place, written, waiting, lost}) =>
				[`export ${place}`, `${written} samples written, ${waiting} queued, ${lost} lost`] as const,
		),
		...(server ? [['server', `${server.clients} clients, ${server.skippedFrames} frames skipped`] as const] : []),
	];
}
