import type {MachineEvent} from '../../source/metrics/snapshot.js';

/** An OOM kill of mysqld that happened once; `changes` replaces values. */
export function eventAt(atMs: number, changes: Partial<MachineEvent> = {}): MachineEvent {
	return {
		id: 'one',
		atMs,
		lastAtMs: atMs,
		count: 1,
		kind: 'oom_kill',
		severity: 'critical',
		subject: 'mysqld',
		pid: 4711,
		groupPath: undefined,
		text: 'OOM kill: mysqld (4711)',
		...changes,
	};
}
