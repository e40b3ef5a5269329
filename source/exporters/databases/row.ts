import {hostname} from 'node:os';
import type {Sample} from '../../core/sample.js';
import type {Family} from '../../measurements/prometheus-family.js';
import {readMetric} from '../../measurements/read-metric.js';
import {known} from '../../metrics/reading.js';
import {machineFamilies} from '../../protocol/machine-families.js';
import {encodedSample} from '../../protocol/messages/encoded-sample.js';

/** A sample as a row of a table. `run` and `sequence` identify it, so that writing it again creates no duplicate. */
export type DatabaseRow = {
	/** A UUID that identifies the run of the program that took the sample. */
	readonly run: string;
	/** The sequence number of the sample in the run. */
	readonly sequence: number;
	/** The time of the sample, in epoch milliseconds. */
	readonly timestampMs: number;
	/** The host name of the machine. */
	readonly host: string;
	/** CPU usage in percent; `undefined` if unknown. */
	readonly cpuUsage: number | undefined;
	/** Memory usage in percent; `undefined` if unknown. */
	readonly memoryUsage: number | undefined;
	/** Usage of the main disk, in percent; `undefined` if unknown. */
	readonly diskUsage: number | undefined;
	/** Usage of the busiest GPU, in percent; `undefined` if unknown. */
	readonly gpuUsage: number | undefined;
	/** The `monitoring_data` message, as JSON. */
	readonly message: string;
	/** The numbers of the message with their labels, as Prometheus families. */
	readonly families: readonly Family[];
};

export function rowOf(sample: Sample, run: string): DatabaseRow {
	const {snapshot, sequence} = sample;
	const {system, gpu} = snapshot.readings;
	const shares = known(gpu)?.flatMap(({usedPercent}) => usedPercent ?? []) ?? [];
	return {
		run,
		sequence,
		timestampMs: snapshot.timestampMs,
		host: known(system)?.hostname ?? hostname(),
		cpuUsage: readMetric(snapshot, 'processor.usage_percent'),
		memoryUsage: readMetric(snapshot, 'memory.percentage'),
		diskUsage: readMetric(snapshot, 'disk.percentage'),
		gpuUsage: shares.length === 0 ? undefined : Math.max(...shares),
		message: encodedSample(sample).toString(),
		families: machineFamilies(sample),
	};
}
