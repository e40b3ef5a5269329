import {hostname} from 'node:os';
import type {Sample} from '../../core/sample.js';
import type {Family} from '../../measurements/prometheus-family.js';
import {readMetric} from '../../measurements/read-metric.js';
import {known} from '../../metrics/reading.js';
import {machineFamilies} from '../../protocol/machine-families.js';
import {encodedSample} from '../../protocol/messages/encoded-sample.js';

/**
A sample as a table row. `run` and `sequence` together are its unique key, so that a row written twice is stored once.
*/
export type DatabaseRow = {
	/** UUID of the start of the program. */
	readonly run: string;
	/** The sequence number of the sample in the run. */
	readonly sequence: number;
	/** The time of the sample, in epoch milliseconds. */
	readonly timestampMs: number;
	/** The host name of the machine. */
	readonly host: string;
	/** Processor usage in percent. Like the other shares, `undefined` when unknown. */
	readonly cpuUsage: number | undefined;
	/** Memory usage in percent; `undefined` if unknown. */
	readonly memoryUsage: number | undefined;
	/** Usage of the main disk: the first configured one, otherwise `/`. */
	readonly diskUsage: number | undefined;
	/** Utilization of the busiest GPU. */
	readonly gpuUsage: number | undefined;
	/** `monitoring_data` message as JSON. */
	readonly message: string;
	/** Numbers of the message with their labels. */
	readonly families: readonly Family[];
};

/** Returns the row of a sample. */
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
