import {known} from '../metrics/reading.js';
import type {MetricName, Process, Snapshot} from '../metrics/snapshot.js';
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

/** Returns whether anything is measured. A diagnosis of nothing is none. */
export function isAnythingMeasured({readings}: Snapshot): boolean {
	// The keys are those of the table.
	return Object.keys(important).some(name => readings[name as MetricName].state === 'ok');
}

/** Returns what could not be measured, with the reason. */
export function unmeasuredOf(snapshot: Snapshot): readonly Unmeasured[] {
	const metrics = Object.entries(important).flatMap(([name, what]) => {
		// The keys are those of the table.
		const reason = missing(snapshot, name as MetricName);
		return reason === undefined ? [] : [{what, reason}];
	});
	const log = known(snapshot.readings.events)?.kernelLog;
	const processes = known(snapshot.readings.processes)?.list;
	const isLimited = processes !== undefined && hidesIo(processes);
	return [
		...metrics,
		...(log !== undefined && log !== 'read' ? [{what: 'kernel log', reason: log.reason}] : []),
		...(isLimited
			? [{what: 'disk I/O and open files of the processes of other users', reason: 'requires root or CAP_SYS_PTRACE'}]
			: []),
	];
}

/** Returns whether I/O is readable for some users only. It is read by turns, so that a single process says nothing. */
function hidesIo(processes: readonly Process[]): boolean {
	const readable = new Set(processes.flatMap(one => (one.readBytesPerSecond === undefined ? [] : one.user)));
	return (
		readable.size > 0 &&
		!readable.has('root') &&
		processes.some(({user, isKernelThread}) => !isKernelThread && !readable.has(user))
	);
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
