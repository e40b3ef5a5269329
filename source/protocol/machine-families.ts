import {alertLevels} from '../alerts/alert.js';
import type {Sample} from '../core/sample.js';
import {measuredFamilies} from '../measurements/families.js';
import {counter, type Family, gauge} from '../measurements/prometheus-family.js';
import {metricNames} from '../metrics/registry.js';

/** What is known of a sample, for Prometheus. */
export function machineFamilies({sequence, snapshot, alerts}: Sample): readonly Family[] {
	const {readings} = snapshot;
	return [
		counter('snapshots', 'Snapshots taken since the start.', sequence),
		gauge('snapshot_timestamp_seconds', 'When the latest snapshot was taken.', snapshot.timestampMs / 1000),
		gauge(
			'metric_up',
			'Whether a metric is known.',
			metricNames.map(metric => ({labels: {metric}, value: readings[metric].state === 'ok' ? 1 : 0})),
		),
		gauge(
			'alerts_firing',
			'Alerts that fire.',
			alertLevels.map(level => ({
				labels: {level: level.toLowerCase()},
				value: alerts.filter(alert => alert.level === level).length,
			})),
		),
		...measuredFamilies(snapshot),
	];
}
