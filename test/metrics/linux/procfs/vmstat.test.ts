import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseVmstat, type Vmstat} from '../../../../source/metrics/linux/procfs/vmstat.js';

const nothing: Vmstat = {
	pswpin: undefined,
	pswpout: undefined,
	pgmajfault: undefined,
	pgscanDirect: undefined,
	workingsetRefault: undefined,
	allocstall: undefined,
	oomKill: undefined,
};

const rows: ReadonlyArray<{title: string; lines: readonly string[]; expected: Vmstat}> = [
	{
		title: 'Linux 6',
		lines: [
			'nr_free_pages 1679540',
			'workingset_nodes 47513',
			'workingset_refault_anon 2',
			'workingset_refault_file 40',
			'workingset_activate_file 1465901',
			'pswpin 11',
			'pswpout 12',
			'allocstall_dma 1',
			'allocstall_dma32 2',
			'allocstall_normal 3',
			'allocstall_movable 4',
			'allocstall_device 5',
			'pgfault 838602701',
			'pgmajfault 36155',
			'pgscan_kswapd 90',
			'pgscan_direct 7',
			'pgscan_khugepaged 8',
			'pgscan_direct_throttle 9',
			'oom_kill 3',
			'zswpin 0',
		],
		expected: {
			pswpin: 11,
			pswpout: 12,
			pgmajfault: 36_155,
			pgscanDirect: 7,
			workingsetRefault: 42,
			allocstall: 15,
			oomKill: 3,
		},
	},
	{
		title: 'Linux 4.4: scans per zone, one line of refaults and stalls, no OOM kills',
		lines: [
			'workingset_refault 5',
			'pswpin 0',
			'pswpout 0',
			'pgmajfault 1',
			'pgscan_direct_dma 1',
			'pgscan_direct_dma32 2',
			'pgscan_direct_normal 3',
			'pgscan_direct_movable 4',
			'pgscan_direct_throttle 9',
			'allocstall 6',
		],
		expected: {
			pswpin: 0,
			pswpout: 0,
			pgmajfault: 1,
			pgscanDirect: 10,
			workingsetRefault: 5,
			allocstall: 6,
			oomKill: undefined,
		},
	},
	{
		title: 'Linux 3.10 of a 32-bit machine: a high zone, no refaults',
		lines: ['pswpin 1', 'pgscan_direct_normal 3', 'pgscan_direct_high 4', 'pgscan_direct_throttle 0', 'allocstall 6'],
		expected: {...nothing, pswpin: 1, pgscanDirect: 7, allocstall: 6},
	},
	{title: 'a kernel without swap', lines: ['pgmajfault 5'], expected: {...nothing, pgmajfault: 5}},
	{
		title: 'invalid values',
		lines: ['pswpin', 'pswpout -1', 'pgmajfault 1 2', 'oom_kill many', 'pgscan_direct 99999999999999999999'],
		expected: nothing,
	},
	{
		title: 'names within other names and values',
		lines: ['zpswpin 5', 'xoom_kill 5', 'workingset_refault_other 5', 'allocstallx 5', 'pswpout2 5'],
		expected: nothing,
	},
];

for (const {title, lines, expected} of rows) {
	test(`vmstat: ${title}`, () => assert.deepEqual(parseVmstat(`${lines.join('\n')}\n`), expected));
}

test('vmstat: an empty file has no counter, and a value that was cut does not count', () => {
	assert.deepEqual(parseVmstat(''), nothing);
	assert.deepEqual(parseVmstat('pswpin 5\npswpout 12'), {...nothing, pswpin: 5});
});
