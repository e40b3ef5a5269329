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

/** A saturated disk of the machine of the samples. */
export function saturatedDisk(changes: Partial<Finding> = {}): Finding {
	return {
		id: 'disk.saturated',
		resource: 'disk io',
		kind: 'saturation',
		severity: 'critical',
		where: 'sda',
		sentence: 'Disk sda is saturated (98.0% busy): fio (42, fio.service) transfers 40.0 MB/s',
		sinceMs: startMs,
		evidence: [{name: 'busy', value: '98.0% over the last 10s'}],
		culprits: [{pid: 42, name: 'fio', user: 'root', groupPath: '/system.slice/fio.service', share: '40.0 MB/s'}],
		next: ['iostat -x 1'],
		...changes,
	};
}
