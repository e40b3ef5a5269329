import type {Alert} from '../../source/alerts/alert.js';

/** A warning of the memory that has just begun. */
export function memoryAlert(timestampMs: number): Alert {
	return {
		id: 'a',
		ruleId: 'r',
		timestampMs,
		sinceMs: timestampMs,
		durationMs: 0,
		component: 'memory',
		metric: 'memory.percentage',
		unit: 'percent',
		value: 85,
		threshold: 80,
		level: 'WARNING',
		message: 'High memory usage: 85.0% (threshold: 80.0%)',
		range: {min: 85, mean: 85, max: 85},
		topProcesses: [],
		isAcknowledged: false,
		isSilenced: false,
		isNoData: false,
		handlers: [],
	};
}
