import type {Finding} from '../../source/diagnosis/finding.js';
import {startMs} from './samples.js';

/** A finding of a full disk; `changes` replaces fields. */
export function findingOf(changes: Partial<Finding> = {}): Finding {
	return {
		id: 'disk.full',
		resource: 'disk space',
		kind: 'limit',
		severity: 'critical',
		where: '/data',
		sentence: '/data is 96.2% full: postgres (4711, postgresql.service) writes 40.0 MiB/s',
		evidence: [{name: 'free', value: '19.0 GiB of 500 GiB'}],
		sinceMs: startMs - 60_000,
		culprits: [
			{
				pid: 4711,
				name: 'postgres',
				user: 'postgres',
				groupPath: '/system.slice/postgresql.service',
				share: '40.0 MiB/s',
			},
		],
		next: ['du -x /data'],
		...changes,
	};
}
