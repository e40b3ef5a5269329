import {known} from '../metrics/reading.js';
import type {MetricName, Snapshot} from '../metrics/snapshot.js';
import type {FindingId} from './finding.js';

/** The metrics that each finding is computed from. The first one is the part of the machine that it is about. */
export const findingMetrics = {
	'hardware.fan': ['hardware'],
	'hardware.temperature': ['temperatures'],
	'memory.corrupted': ['memory', 'hardware'],
	'raid.degraded': ['raid'],
	'disk.read_only': ['disks'],
	'disk.errors': ['disk_io', 'events'],
	'disk.full': ['disks'],
	'disk.inodes': ['disks'],
	'group.memory_limit': ['groups'],
	'memory.oom_kill': ['memory', 'events'],
	'group.throttled': ['groups'],
	'group.pids': ['groups'],
	'process.files': ['processes'],
	'kernel.files': ['kernel'],
	'kernel.pids': ['kernel'],
	'conntrack.full': ['network', 'kernel'],
	'tcp.listen_overflow': ['sockets'],
	'tcp.ports': ['sockets'],
	'tcp.retransmits': ['sockets'],
	'network.errors': ['network'],
	'network.drops': ['network'],
	'udp.receive_errors': ['sockets'],
	'network.saturated': ['network'],
	'process.zombies': ['processes'],
	'process.blocked': ['processes'],
	'memory.pressure': ['memory', 'pressure'],
	'memory.swapping': ['memory', 'paging', 'pressure'],
	'memory.low': ['memory', 'pressure'],
	'disk.saturated': ['disk_io', 'pressure'],
	'cpu.fork_storm': ['processor'],
	'cpu.thermal': ['processor', 'hardware'],
	'cpu.steal': ['processor'],
	'cpu.interrupts': ['processor'],
	'cpu.saturated': ['processor', 'pressure'],
	'service.restarting': ['groups'],
	'service.failed': ['groups'],
	'disk.filling': ['disks'],
	'memory.growing': ['memory', 'processes'],
	'kernel.event': ['events'],
	'hardware.battery': ['hardware'],
	'cpu.single_core': ['processor', 'processes'],
	'cpu.busy': ['processor'],
} as const satisfies Readonly<Record<FindingId, readonly [MetricName, ...MetricName[]]>>;

/** Returns whether a finding requires the list of processes, which is read only on request. */
export function needsProcessList(id: FindingId): boolean {
	return findingMetrics[id].some(name => name === 'processes');
}

/**
Returns whether a snapshot contains what a finding is computed from, so that its absence means that nothing is wrong. A
metric that is switched off, or that the machine does not have, is never the reason for a finding.
*/
export function isMeasured({readings}: Snapshot, id: FindingId, where: string | undefined): boolean {
	const hasMetrics = findingMetrics[id].every(name => {
		const {state} = readings[name];
		return state === 'ok' || state === 'disabled' || state === 'unsupported';
	});
	return hasMetrics && isPartMeasured(readings, id, where);
}

function isPartMeasured(readings: Snapshot['readings'], id: FindingId, where: string | undefined): boolean {
	if (needsProcessList(id)) {
		const processes = known(readings.processes);
		return processes === undefined || processes.list !== undefined;
	}

	if (findingMetrics[id][0] === 'disks' && id !== 'disk.read_only') {
		// The space of a mount may be unknown, for example because its server does not answer.
		const disk = known(readings.disks)?.find(({path}) => path === where);
		return disk === undefined || known(disk.space) !== undefined;
	}

	return true;
}
