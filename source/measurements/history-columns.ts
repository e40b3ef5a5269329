import {known} from '../metrics/reading.js';
import type {Readings} from '../metrics/snapshot.js';

/** A number of which history is told, under its metric path. */
export type HistoryColumn = {
	readonly name: string;
	/** `undefined` where it is not known. */
	readonly value: (readings: Readings) => number | undefined;
};

/** The path of the main disk's share is `disk.percentage`, as in the message. */
export const historyColumns: readonly HistoryColumn[] = [
	{name: 'processor.usage_percent', value: ({processor}) => known(processor)?.total.usedPercent},
	{name: 'processor.temperature', value: ({temperatures}) => known(temperatures)?.cpuCelsius},
	{name: 'load.load1', value: ({load}) => known(load)?.load1},
	{name: 'memory.percentage', value: ({memory}) => known(memory)?.usedPercent},
	{name: 'memory.swap.percentage', value: ({memory}) => known(memory)?.swap?.usedPercent},
	{name: 'disk.percentage', value: mainDiskPercent},
	{name: 'disk_io.read_rate', value: ({disk_io}) => known(disk_io)?.readBytesPerSecond},
	{name: 'disk_io.write_rate', value: ({disk_io}) => known(disk_io)?.writeBytesPerSecond},
	{name: 'network.receive_rate', value: ({network}) => known(network)?.receiveBytesPerSecond},
	{name: 'network.send_rate', value: ({network}) => known(network)?.sendBytesPerSecond},
	{name: 'processes.total', value: ({processes}) => known(processes)?.total},
	{name: 'gpus[0].gpu_usage_percent', value: ({gpu}) => known(gpu)?.[0]?.usedPercent},
	{name: 'gpus[0].memory_used', value: ({gpu}) => known(gpu)?.[0]?.memoryUsedBytes},
	{name: 'gpus[0].temperature', value: ({gpu}) => known(gpu)?.[0]?.temperatureCelsius},
];

function mainDiskPercent({disks}: Readings): number | undefined {
	const all = known(disks);
	return known((all?.find(({path}) => path === '/') ?? all?.[0])?.space)?.usedPercent;
}
