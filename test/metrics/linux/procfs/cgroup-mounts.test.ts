import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseCgroupMounts} from '../../../../source/metrics/linux/procfs/cgroup-mounts.js';

test('mounts of both versions have their controllers, and other mounts are ignored', () => {
	const text = [
		'22 27 0:21 / /proc rw,relatime - proc proc rw',
		'31 23 0:28 / /sys/fs/cgroup ro,nosuid shared:9 - tmpfs tmpfs ro,mode=755',
		'32 31 0:29 / /sys/fs/cgroup/systemd rw shared:10 master:1 - cgroup cgroup rw,xattr,name=systemd',
		'33 31 0:30 /docker/web /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct',
		'34 31 0:31 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw,nsdelegate',
		'35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup  rw,memory,release_agent=/run/agent',
	].join('\n');
	assert.deepEqual(parseCgroupMounts(text), [
		{controllers: ['name=systemd'], isUnified: false, root: '/', mountPoint: '/sys/fs/cgroup/systemd'},
		{controllers: ['cpu', 'cpuacct'], isUnified: false, root: '/docker/web', mountPoint: '/sys/fs/cgroup/cpu,cpuacct'},
		{controllers: [], isUnified: true, root: '/', mountPoint: '/sys/fs/cgroup/unified'},
		{controllers: ['memory'], isUnified: false, root: '/', mountPoint: '/sys/fs/cgroup/memory'},
	]);
});

test('a cut-off line and other text give no mount', () => {
	assert.deepEqual(parseCgroupMounts(''), []);
	assert.deepEqual(parseCgroupMounts('31 23 0:28 / /sys/fs/cgroup rw - cgroup2'), []);
	assert.deepEqual(parseCgroupMounts(`- cgroup2 ${'x '.repeat(10_000)}`), []);
});
