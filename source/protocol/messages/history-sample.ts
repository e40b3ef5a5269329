import type {Sample} from '../../core/sample.js';
import {disabled, known, type Reading} from '../../metrics/reading.js';
import {metricNames} from '../../metrics/registry.js';
import type {Cpu, Memory, Paging, Readings, Snapshot} from '../../metrics/snapshot.js';
import {noMemoryDetails, noPaging, noSchedulerLoad, usageOnly} from '../../metrics/values/unmeasured.js';
import type {HistoryPoint} from './history-point.js';

/**
Converts a point of a history to a sample, for graphs and statistics. A history contains shares; the totals, which rarely
change, are taken from a later snapshot of the same machine. Values that the point does not contain are absent.
*/
export function historySample({sequence, timestampMs, values}: HistoryPoint, later: Snapshot): Sample {
	return {
		sequence,
		snapshot: {
			timestampMs,
			monotonicMs: timestampMs,
			intervalMs: later.intervalMs,
			readings: {
				...absentReadings,
				processor: reading(cpuOf(values)),
				memory: reading(memoryOf(values, known(later.readings.memory))),
				paging: reading(pagingOf(values)),
				disk_io: reading(diskIoOf(values.get('disk_io.read_rate'), values.get('disk_io.write_rate'))),
				network: reading(networkOf(values.get('network.receive_rate'), values.get('network.send_rate'))),
			},
		},
		alerts: [],
		events: [],
	};
}

type Values = HistoryPoint['values'];

// Each metric has a reading; the compiler cannot follow that through the list of names.
const absentReadings = Object.fromEntries(metricNames.map(name => [name, disabled])) as Readings;

function reading<Value>(value: Value | undefined): Reading<Value> {
	return value === undefined ? disabled : {state: 'ok', value};
}

function cpuOf(values: Values): Cpu | undefined {
	const usedPercent = values.get('processor.usage_percent');
	return usedPercent === undefined
		? undefined
		: {
				total: usageOnly(usedPercent),
				cores: [],
				...noSchedulerLoad,
				runnableTasks: values.get('processor.runnable_tasks'),
				blockedTasks: values.get('processor.blocked_tasks'),
			};
}

function memoryOf(values: Values, later: Memory | undefined): Memory | undefined {
	const usedPercent = values.get('memory.percentage');
	if (usedPercent === undefined || later === undefined) {
		return undefined;
	}

	const {totalBytes, swap} = later;
	const usedBytes = (totalBytes * usedPercent) / 100;
	const swapPercent = values.get('memory.swap.percentage');
	return {
		totalBytes,
		usedBytes,
		availableBytes: totalBytes - usedBytes,
		usedPercent,
		cachedBytes: undefined,
		...noMemoryDetails,
		swap:
			swap === undefined || swapPercent === undefined
				? undefined
				: {totalBytes: swap.totalBytes, usedBytes: (swap.totalBytes * swapPercent) / 100, usedPercent: swapPercent},
	};
}

function pagingOf(values: Values): Paging | undefined {
	const swapInBytesPerSecond = values.get('paging.swap_in_rate');
	const swapOutBytesPerSecond = values.get('paging.swap_out_rate');
	return swapInBytesPerSecond === undefined && swapOutBytesPerSecond === undefined
		? undefined
		: {...noPaging, swapInBytesPerSecond, swapOutBytesPerSecond};
}

function diskIoOf(readBytesPerSecond: number | undefined, writeBytesPerSecond: number | undefined) {
	return readBytesPerSecond === undefined || writeBytesPerSecond === undefined
		? undefined
		: {
				readBytesPerSecond,
				writeBytesPerSecond,
				readsPerSecond: undefined,
				writesPerSecond: undefined,
				busyPercent: undefined,
				devices: [],
			};
}

function networkOf(receiveBytesPerSecond: number | undefined, sendBytesPerSecond: number | undefined) {
	return receiveBytesPerSecond === undefined && sendBytesPerSecond === undefined
		? undefined
		: {receiveBytesPerSecond, sendBytesPerSecond, interfaces: []};
}
