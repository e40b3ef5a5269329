import {hostname} from 'node:os';
import type {Sample} from '../../core/sample.js';
import type {Family} from '../../measurements/prometheus-family.js';
import {readMetric} from '../../measurements/read-metric.js';
import {known} from '../../metrics/reading.js';
import {machineFamilies} from '../../protocol/machine-families.js';
import {encodedSample} from '../../protocol/messages/encoded-sample.js';

/** A sample as a table holds it. `run` and `sequence` together name it for ever: written twice, it is there once. */
export type DatabaseRow = {
	/** The start of the program that measured it: a UUID. */
	readonly run: string;
	readonly sequence: number;
	readonly timestampMs: number;
	readonly host: string;
	/** Shares in percent; `undefined` where they are not known. */
	readonly cpuUsage: number | undefined;
	readonly memoryUsage: number | undefined;
	/** Of the main disk: the first that was configured, else that of `/`. */
	readonly diskUsage: number | undefined;
	/** Of the busiest card. */
	readonly gpuUsage: number | undefined;
	/** The `monitoring_data` message, as JSON. */
	readonly message: string;
	/** The numbers of the message with their labels. */
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
