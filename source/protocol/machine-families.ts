import type {Sample} from '../core/sample.js';
import {customFamilies} from '../measurements/prometheus/custom.js';
import {diskFamilies} from '../measurements/prometheus/disks.js';
import {gpuFamilies} from '../measurements/prometheus/gpu.js';
import {limitFamilies} from '../measurements/prometheus/limits.js';
import {memoryFamilies} from '../measurements/prometheus/memory.js';
import {networkFamilies} from '../measurements/prometheus/network.js';
import {pressureFamilies} from '../measurements/prometheus/pressure.js';
import {processorFamilies} from '../measurements/prometheus/processor.js';
import {selfFamilies} from '../measurements/prometheus/self.js';
import {systemFamilies} from '../measurements/prometheus/system.js';
import {counter, type Family, gauge, type Point} from '../measurements/prometheus-family.js';
import {known} from '../metrics/reading.js';
import {metricNames} from '../metrics/registry.js';

/** What was measured, for Prometheus. Without processes: their series would never end. */
export function machineFamilies({sequence, snapshot, alerts}: Sample): readonly Family[] {
	const {readings} = snapshot;
	const count = (level: string): Point => ({
		labels: {level: level.toLowerCase()},
		value: alerts.filter(alert => alert.level === level).length,
	});

	return [
		counter('snapshots', 'Snapshots taken since the start.', sequence),
		gauge('snapshot_timestamp_seconds', 'When the latest snapshot was taken.', snapshot.timestampMs / 1000),
		gauge(
			'metric_up',
			'Whether a metric is known.',
			metricNames.map(metric => ({labels: {metric}, value: readings[metric].state === 'ok' ? 1 : 0})),
		),
		gauge('alerts_firing', 'Alerts that fire.', [count('WARNING'), count('CRITICAL')]),
		...processorFamilies(readings),
		...memoryFamilies(readings),
		...diskFamilies(readings),
		...networkFamilies(known(readings.network)?.interfaces ?? []),
		...gpuFamilies(known(readings.gpu) ?? []),
		...pressureFamilies(readings),
		...limitFamilies(readings),
		...systemFamilies(readings),
		...selfFamilies(readings),
		...customFamilies(snapshot.custom),
	];
}
