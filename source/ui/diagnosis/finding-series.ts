import type {Sample} from '../../core/sample.js';
import type {Finding, FindingId} from '../../diagnosis/finding.js';
import {known} from '../../metrics/reading.js';
import type {DeviceIo, Group, MetricName, Metrics, NetworkInterface} from '../../metrics/snapshot.js';

/** A number that shows the course of a finding, and the value at the top of its graph; absent: the highest value. */
export type FindingSeries = {readonly max?: number; pick(sample: Sample): number | undefined};

type Pick = (sample: Sample, where: string | undefined) => number | undefined;

const of =
	<Name extends MetricName>(name: Name, pick: (value: Metrics[Name]) => number | undefined): Pick =>
	({snapshot}) => {
		const value = known(snapshot.readings[name]);
		return value === undefined ? undefined : pick(value);
	};

const ofDisk: Pick = ({snapshot}, where) =>
	known(known(snapshot.readings.disks)?.find(({path}) => path === where)?.space)?.usedPercent;

const ofInodes: Pick = ({snapshot}, where) =>
	known(known(snapshot.readings.disks)?.find(({path}) => path === where)?.space)?.inodes?.usedPercent;

const ofDevice =
	(pick: (device: DeviceIo) => number | undefined): Pick =>
	({snapshot}, where) => {
		const device = known(snapshot.readings.disk_io)?.devices.find(({name}) => name === where);
		return device && pick(device);
	};

const ofInterface =
	(pick: (one: NetworkInterface) => number | undefined): Pick =>
	({snapshot}, where) => {
		const found = known(snapshot.readings.network)?.interfaces.find(({name}) => name === where);
		return found && pick(found);
	};

const ofGroup =
	(pick: (group: Group) => number | undefined): Pick =>
	({snapshot}, where) => {
		const group = known(snapshot.readings.groups)?.list.find(({path}) => path === where);
		return group && pick(group);
	};

const cpu = of('processor', ({total}) => total.usedPercent);
const memory = of('memory', ({usedPercent}) => usedPercent);

/** The numbers of the conditions that have a course. Percentages have the scale of 0 to 100. */
const series: {readonly [Id in FindingId]?: {readonly isPercent: boolean; readonly pick: Pick}} = {
	'cpu.saturated': {isPercent: true, pick: cpu},
	'cpu.busy': {isPercent: true, pick: cpu},
	'cpu.single_core': {isPercent: true, pick: cpu},
	'cpu.steal': {isPercent: true, pick: of('processor', ({total}) => total.stealPercent)},
	'cpu.interrupts': {
		isPercent: true,
		pick: of('processor', ({total: {irqPercent = 0, softirqPercent = 0}}) => irqPercent + softirqPercent),
	},
	'cpu.fork_storm': {isPercent: false, pick: of('processor', ({forksPerSecond}) => forksPerSecond)},
	'memory.low': {isPercent: true, pick: memory},
	'memory.growing': {isPercent: true, pick: memory},
	'memory.pressure': {isPercent: true, pick: of('pressure', one => one.memory?.full?.avg10)},
	'memory.swapping': {
		isPercent: false,
		pick: of(
			'paging',
			({swapInBytesPerSecond = 0, swapOutBytesPerSecond = 0}) => swapInBytesPerSecond + swapOutBytesPerSecond,
		),
	},
	'disk.full': {isPercent: true, pick: ofDisk},
	'disk.filling': {isPercent: true, pick: ofDisk},
	'disk.inodes': {isPercent: true, pick: ofInodes},
	'disk.saturated': {isPercent: true, pick: ofDevice(({busyPercent}) => busyPercent)},
	'network.saturated': {isPercent: true, pick: ofInterface(({linkUsedPercent}) => linkUsedPercent)},
	'network.drops': {isPercent: false, pick: ofInterface(({dropsPerSecond}) => dropsPerSecond)},
	'network.errors': {isPercent: false, pick: ofInterface(({errorsPerSecond}) => errorsPerSecond)},
	'tcp.retransmits': {isPercent: true, pick: of('sockets', ({retransmitPercent}) => retransmitPercent)},
	'tcp.listen_overflow': {isPercent: false, pick: of('sockets', one => one.listenOverflowsPerSecond)},
	'tcp.ports': {isPercent: true, pick: of('sockets', ({localPortsPercent}) => localPortsPercent)},
	'conntrack.full': {isPercent: true, pick: of('kernel', ({conntrack}) => conntrack?.usedPercent)},
	'group.throttled': {isPercent: true, pick: ofGroup(({throttledPercent}) => throttledPercent)},
	'group.memory_limit': {isPercent: true, pick: ofGroup(({memoryPercent}) => memoryPercent)},
	'process.zombies': {isPercent: false, pick: of('processes', ({zombie}) => zombie)},
	'process.blocked': {isPercent: false, pick: of('processes', ({blocked}) => blocked)},
};

/** Returns the number that shows the course of a finding. `undefined` for a finding without one. */
export function seriesOfFinding({id, where}: Finding): FindingSeries | undefined {
	const found = series[id];
	return (
		found && {
			...(found.isPercent && {max: 100}),
			pick: sample => found.pick(sample, where),
		}
	);
}
