import {known} from '../metrics/reading.js';
import type {MetricName, Snapshot} from '../metrics/snapshot.js';
import type {Unmeasured} from './finding.js';

/** The metrics without which a diagnosis is less certain, with a word for each. */
const important = {
	processor: 'CPU',
	memory: 'memory',
	disks: 'disk space',
	disk_io: 'disk I/O',
	network: 'network',
	sockets: 'TCP and UDP',
	pressure: 'pressure',
	processes: 'processes',
	groups: 'services and containers',
} as const satisfies {readonly [Name in MetricName]?: string};

/** Returns what could not be measured, with the reason. */
export function unmeasuredOf(snapshot: Snapshot): readonly Unmeasured[] {
	const metrics = Object.entries(important).flatMap(([name, what]) => {
		// The keys are those of the table.
		const reason = missing(snapshot, name as MetricName);
		return reason === undefined ? [] : [{what, reason}];
	});
	const log = known(snapshot.readings.events)?.kernelLog;
	const processes = known(snapshot.readings.processes)?.list;
	const hasNoIo = processes?.some(
		({readBytesPerSecond, isKernelThread, cpuPercent}) =>
			!isKernelThread && cpuPercent !== undefined && readBytesPerSecond === undefined,
	);
	return [
		...metrics,
		...(log !== undefined && log !== 'read' ? [{what: 'kernel log', reason: log.reason}] : []),
		...(hasNoIo ? [{what: 'disk I/O of other users’ processes', reason: 'requires root or CAP_SYS_PTRACE'}] : []),
	];
}

function missing({readings}: Snapshot, name: MetricName): string | undefined {
	const reading = readings[name];
	switch (reading.state) {
		case 'ok':
		case 'pending':
			return undefined;
		case 'disabled':
			return 'switched off';
		default:
			return reading.reason ?? reading.state;
	}
}
