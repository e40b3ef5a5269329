import type {HealthReport} from '../../health/report.js';
import {timestamp} from '../../measurements/timestamp.js';

/** Returns the health report in the form of the status message. */
export function wireHealth(report: HealthReport) {
	const {collectors, handlers, memory, server} = report;
	return {
		status: report.status,
		reasons: report.reasons,
		source: report.source,
		started: timestamp(report.startedAtMs),
		uptime: Math.round(report.uptimeMs / 1000),
		samples: report.samples,
		sample_age: report.sampleAgeMs === undefined ? null : rounded(report.sampleAgeMs / 1000),
		firing_alerts: report.firingAlerts,
		event_loop_delay_ms: roundedOrNull(report.eventLoopDelayMs),
		memory: memory
			? {
					rss: memory.residentSetBytes,
					trend_per_hour: roundedOrNull(memory.trendBytesPerHour),
					leak_warning: memory.leakWarning ?? null,
				}
			: null,
		collectors: collectors.map(collector => ({
			name: collector.name,
			state: collector.state,
			reason: collector.reason ?? null,
			interval: collector.cadenceMs / 1000,
			successes: collector.successes,
			failures: collector.failures,
			timeouts: collector.timeouts,
			skipped: collector.skipped,
			p50_ms: roundedOrNull(collector.durations?.p50Ms),
			p95_ms: roundedOrNull(collector.durations?.p95Ms),
			max_ms: roundedOrNull(collector.durations?.maxMs),
			last_error: collector.lastError ?? null,
		})),
		handlers: handlers.map(handler => ({
			name: handler.name,
			enabled: handler.isEnabled,
			queued: handler.queued,
			handled: handler.handled,
			failed: handler.failed,
			dead: handler.dead,
			last_error: handler.lastError ?? null,
		})),
		export: report.export ?? null,
		databases: report.databases,
		clients: server?.clients ?? null,
		skipped_frames: server?.skippedFrames ?? null,
		problems: report.problems.map(({area, message, sinceMs}) => ({area, message, since: timestamp(sinceMs)})),
	} as const;
}

function roundedOrNull(value: number | undefined): number | null {
	return value === undefined ? null : rounded(value);
}

function rounded(value: number): number {
	return Math.round(value * 1000) / 1000;
}
