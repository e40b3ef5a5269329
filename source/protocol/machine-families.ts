import {alertLevels} from '../alerts/alert.js';
import type {Sample} from '../core/sample.js';
import {measuredFamilies} from '../measurements/families.js';
import {counter, type Family, gauge} from '../measurements/prometheus-family.js';
import {metricNames} from '../metrics/registry.js';

/** Returns the Prometheus families of a sample. */
export function machineFamilies({sequence, snapshot, alerts}: Sample): readonly Family[] {
	const {readings} = snapshot;
	return [
		counter('snapshots', 'Total number of snapshots.', sequence),
		gauge(
			'snapshot_timestamp_seconds',
			'Time of the latest snapshot, in seconds since 1970.',
			snapshot.timestampMs / 1000,
		),
		gauge(
			'metric_up',
			'Whether the metric has a current value (1) or not (0).',
			metricNames.map(metric => ({labels: {metric}, value: readings[metric].state === 'ok' ? 1 : 0})),
		),
		gauge(
			'alerts_firing',
			'Number of firing alerts by level.',
			alertLevels.map(level => ({
				labels: {level: level.toLowerCase()},
				value: alerts.filter(alert => alert.level === level).length,
			})),
		),
		...measuredFamilies(snapshot),
	];
}
