import type {Alert} from '../../alerts/alert.js';
import {isQuiet} from '../../alerts/quiet.js';
import {partsOfPath} from '../../alerts/rules/finding-path.js';
import type {Sample} from '../../core/sample.js';
import type {Finding, FindingId} from '../../diagnosis/finding.js';

/** A kind of trouble that processes cause, as the title of the list names it. The process list can be ordered by it. */
export type Trouble =
	| 'cpu'
	| 'short-lived'
	| 'memory'
	| 'swap'
	| 'disk I/O'
	| 'blocked'
	| 'zombies'
	| 'files'
	| 'threads';

/** The order that shows the causes of a finding first. `undefined` where no order does, such as for a full disk. */
const troubleOfFinding: Readonly<Record<FindingId, Trouble | undefined>> = {
	'hardware.fan': undefined,
	'hardware.temperature': undefined,
	'memory.corrupted': undefined,
	'raid.degraded': undefined,
	'disk.read_only': undefined,
	'disk.errors': undefined,
	'disk.full': undefined,
	'disk.inodes': undefined,
	'group.memory_limit': 'memory',
	'memory.oom_kill': undefined,
	'group.throttled': 'cpu',
	'group.pids': 'threads',
	'process.files': 'files',
	'kernel.files': 'files',
	'kernel.pids': 'threads',
	'conntrack.full': undefined,
	'tcp.listen_overflow': undefined,
	'tcp.ports': undefined,
	'tcp.retransmits': undefined,
	'network.errors': undefined,
	'network.drops': undefined,
	'udp.receive_errors': undefined,
	'network.saturated': undefined,
	'process.zombies': 'zombies',
	'process.blocked': 'blocked',
	'memory.pressure': 'memory',
	'memory.swapping': 'swap',
	'memory.low': 'memory',
	'disk.saturated': 'disk I/O',
	'cpu.fork_storm': 'short-lived',
	'cpu.thermal': undefined,
	'cpu.steal': undefined,
	'cpu.interrupts': undefined,
	'cpu.saturated': 'cpu',
	'service.restarting': undefined,
	'service.failed': undefined,
	'disk.filling': 'disk I/O',
	'memory.growing': 'memory',
	'kernel.event': undefined,
	'hardware.battery': undefined,
	'cpu.single_core': undefined,
	'cpu.busy': undefined,
};

/**
Returns the worst trouble of a sample that has an order: of the findings that are more than a note, and of the alerts that
are neither acknowledged nor silenced. Critical ones come first, findings before alerts.
*/
export function troubleOf({findings = [], alerts}: Pick<Sample, 'findings' | 'alerts'>): Trouble | undefined {
	const counted = alerts.filter(alert => !isQuiet(alert) && !alert.isNoData);
	const of = (severity: Finding['severity'], level: Alert['level']): Trouble | undefined =>
		firstOf(findings.filter(one => one.severity === severity).map(({id}) => troubleOfFinding[id])) ??
		firstOf(counted.filter(one => one.level === level).map(troubleOfAlert));
	return of('critical', 'CRITICAL') ?? of('warning', 'WARNING');
}

function firstOf(found: readonly (Trouble | undefined)[]): Trouble | undefined {
	return found.find(one => one !== undefined);
}

/** Returns the trouble that an alert is about, by the path of its value. */
export function troubleOfAlert({metric, component}: Pick<Alert, 'metric' | 'component'>): Trouble | undefined {
	const {id} = partsOfPath(metric) ?? {};
	if (id !== undefined) {
		return troubleOfFinding[id];
	}

	switch (component) {
		case 'processor':
		case 'load':
			return 'cpu';
		case 'memory':
			return metric.includes('swap') ? 'swap' : 'memory';
		case 'limits':
		case 'groups':
		case 'pressure':
			return /memory/.test(metric)
				? 'memory'
				: /\bio\b/.test(metric)
					? 'disk I/O'
					: /cpu|throttled/.test(metric)
						? 'cpu'
						: undefined;
		case 'disk':
			return metric.startsWith('disk_io') ? 'disk I/O' : undefined;
		case 'processes':
			return metric.endsWith('.zombie') ? 'zombies' : metric.endsWith('.blocked') ? 'blocked' : undefined;
		default:
			return undefined;
	}
}
