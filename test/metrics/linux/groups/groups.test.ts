import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {groupsCollector} from '../../../../source/metrics/linux/groups/groups.js';
import type {Group, Groups} from '../../../../source/metrics/snapshot.js';
import {collect, fixtureMachine} from '../../../helpers/fixture-machine.js';
import {
	containerMountinfo,
	cpuStat,
	groupMachine,
	hybridMountinfo,
	mountinfo,
	removeGroup,
	writeGroups,
} from './group-tree.js';

const cadenceMs = 2000;
const mebibyte = 2 ** 20;
const psi = 'some avg10=1.00 avg60=2.00 avg300=3.00 total=9\nfull avg10=0.50 avg60=0.00 avg300=0.00 total=4\n';

function named(groups: Groups | undefined, name: string): Group {
	const group = groups?.list.find(one => one.name === name);
	assert.ok(group, `no group ${name} among ${groups?.list.map(one => one.name).join(', ')}`);
	return group;
}

describe('control groups of version 2', () => {
	const nginx = 'system.slice/nginx.service';
	const files = {
		'cpu.stat': cpuStat(9),
		'system.slice/cpu.stat': cpuStat(10_000_000),
		[`${nginx}/cpu.stat`]: cpuStat(4_000_000, 100, 10),
		[`${nginx}/cpu.max`]: '150000 100000\n',
		[`${nginx}/memory.current`]: `${90 * mebibyte}\n`,
		[`${nginx}/memory.stat`]: `anon 1\nworkingset_inactive_file 3\ninactive_file ${10 * mebibyte}\nfile 7\n`,
		[`${nginx}/memory.max`]: `${100 * mebibyte}\n`,
		[`${nginx}/memory.events`]: 'low 0\nhigh 0\nmax 12\noom 2\noom_kill 1\n',
		[`${nginx}/memory.swap.current`]: '4096\n',
		[`${nginx}/io.stat`]: '8:0 rbytes=1000 wbytes=2000 rios=1 wios=1 dbytes=0 dios=0\n',
		[`${nginx}/pids.current`]: '7\n',
		[`${nginx}/pids.max`]: '64\n',
		[`${nginx}/pids.events`]: 'max 3\n',
		[`${nginx}/cpu.pressure`]: psi,
		[`${nginx}/memory.pressure`]: psi,
		[`${nginx}/cgroup.events`]: 'populated 1\nfrozen 0\n',
		// Groups of its workers are part of the service.
		[`${nginx}/workers/cpu.stat`]: cpuStat(1),
	};

	it('have usage and limits at once, and rates from the second pass on', async () => {
		using machine = groupMachine(mountinfo.v2, files);
		using collector = groupsCollector(machine, cadenceMs);
		const first = await collect(collector);
		const stall = {some: {avg10: 1, avg60: 2, avg300: 3}, full: {avg10: 0.5, avg60: 0, avg300: 0}};
		assert.deepEqual(first?.list.map(({path}) => path).sort(), ['/system.slice', `/${nginx}`]);
		assert.equal(first.total, 2);
		assert.equal(first.unreached, 0);
		assert.equal(first.failedUnits, undefined);
		const before: Group = {
			path: `/${nginx}`,
			name: 'nginx.service',
			kind: 'service',
			image: undefined,
			cpuPercent: undefined,
			cpuSeconds: 4,
			cpuLimitCores: 1.5,
			throttledPercent: undefined,
			memoryBytes: 80 * mebibyte,
			memoryLimitBytes: 100 * mebibyte,
			memoryPercent: 80,
			memoryLimitHits: 12,
			memoryLimitHitsPerSecond: undefined,
			swapBytes: 4096,
			readBytesPerSecond: undefined,
			writeBytesPerSecond: undefined,
			pressure: {cpu: stall, memory: stall, io: undefined, irq: undefined},
			pids: 7,
			pidsLimit: 64,
			pidsLimitHits: 3,
			pidsLimitHitsPerSecond: undefined,
			oomKills: 1,
			restarts: undefined,
			state: undefined,
		};
		assert.deepEqual(named(first, 'nginx.service'), before);

		machine.advance(2000);
		writeGroups(machine, {
			[`${nginx}/cpu.stat`]: cpuStat(7_000_000, 120, 25),
			[`${nginx}/memory.events`]: 'low 0\nhigh 0\nmax 32\noom 2\noom_kill 1\n',
			[`${nginx}/pids.events`]: 'max 5\n',
			[`${nginx}/io.stat`]:
				'8:0 rbytes=21000 wbytes=2000 rios=1 wios=1 dbytes=0 dios=0\n8:16 rbytes=0 wbytes=600 rios=0 wios=1 dbytes=0 dios=0\n',
		});
		const second = await collect(collector);
		// 3 s of CPU time in 2 s; 15 of 20 periods.
		assert.deepEqual(named(second, 'nginx.service'), {
			...before,
			cpuPercent: 150,
			cpuSeconds: 7,
			throttledPercent: 75,
			memoryLimitHits: 32,
			memoryLimitHitsPerSecond: 10,
			pidsLimitHits: 5,
			pidsLimitHitsPerSecond: 1,
			readBytesPerSecond: 10_000,
			writeBytesPerSecond: 300,
		});
		assert.equal(named(second, 'system.slice').cpuPercent, 0);
	});

	it('keep their identity while nothing changes', async () => {
		using machine = groupMachine(mountinfo.v2, files);
		using collector = groupsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(2000);
		const second = await collect(collector);
		machine.advance(2000);
		const third = await collect(collector);
		assert.equal(third, second);
	});

	it('of an idle group have no rates of an earlier burst', async () => {
		using machine = groupMachine(mountinfo.v2, files);
		using collector = groupsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(2000);
		writeGroups(machine, {
			[`${nginx}/cpu.stat`]: cpuStat(5_000_000, 110, 20),
			[`${nginx}/io.stat`]: '8:0 rbytes=21000 wbytes=2000 rios=1 wios=1\n',
		});
		assert.equal(named(await collect(collector), 'nginx.service').readBytesPerSecond, 10_000);
		machine.advance(2000);
		const idle = named(await collect(collector), 'nginx.service');
		assert.equal(idle.cpuPercent, 0);
		assert.equal(idle.readBytesPerSecond, 0);
		assert.equal(idle.throttledPercent, 0);
	});

	it('have no rate across a suspension or after a group was created again', async () => {
		using machine = groupMachine(mountinfo.v2, files);
		using collector = groupsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(3_600_000);
		writeGroups(machine, {[`${nginx}/cpu.stat`]: cpuStat(9_000_000)});
		assert.equal(named(await collect(collector), 'nginx.service').cpuPercent, undefined);
		machine.advance(2000);
		writeGroups(machine, {[`${nginx}/cpu.stat`]: cpuStat(1000)});
		assert.equal(named(await collect(collector), 'nginx.service').cpuPercent, undefined);
	});

	it('appear and vanish with their directories', async () => {
		using machine = groupMachine(mountinfo.v2, files);
		using collector = groupsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(2000);
		writeGroups(machine, {'system.slice/cron.service/cpu.stat': cpuStat(1), 'batch/cpu.stat': cpuStat(1)});
		removeGroup(machine, nginx);
		// The number of directories is the same as before: the removal is noticed when the group is read.
		await collect(collector);
		machine.advance(2000);
		const groups = await collect(collector);
		assert.deepEqual(groups?.list.map(({name}) => name).sort(), ['batch', 'cron.service', 'system.slice']);
		assert.equal(named(groups, 'batch').kind, 'group');

		machine.advance(2000);
		removeGroup(machine, 'system.slice');
		assert.deepEqual(
			(await collect(collector))?.list.map(({name}) => name),
			['batch'],
		);
	});

	it('without some controllers have the other values', async () => {
		using machine = groupMachine(mountinfo.v2, {
			'user.slice/cpu.stat': cpuStat(2_000_000),
			'user.slice/cgroup.procs': '',
		});
		using collector = groupsCollector(machine, cadenceMs);
		const slice = named(await collect(collector), 'user.slice');
		assert.equal(slice.cpuSeconds, 2);
		assert.equal(slice.memoryBytes, undefined);
		assert.equal(slice.readBytesPerSecond, undefined);
		assert.equal(slice.pids, undefined);
		assert.equal(collector.gaps?.(), undefined);
	});

	it('with invalid files miss only these values, and the gaps have the reason', async () => {
		using machine = groupMachine(mountinfo.v2, {
			...files,
			[`${nginx}/memory.current`]: 'a lot\n',
			[`${nginx}/cpu.max`]: '',
			[`${nginx}/io.stat`]: `8:0 rbytes=1 wbytes=2\n253:1\ngarbage ${'x'.repeat(50_000)}`,
			[`${nginx}/pids.events`]: 'max\n',
			[`${nginx}/memory.pressure`]: 'some\n',
		});
		using collector = groupsCollector(machine, cadenceMs);
		const group = named(await collect(collector), 'nginx.service');
		assert.equal(group.memoryBytes, undefined);
		assert.equal(group.memoryPercent, undefined);
		assert.equal(group.memoryLimitBytes, 100 * mebibyte);
		assert.equal(group.cpuLimitCores, undefined);
		assert.equal(group.pidsLimitHits, undefined);
		assert.equal(group.pids, 7);
		assert.equal(group.pressure?.memory, undefined);
		assert.ok(group.pressure?.cpu);
		assert.match(collector.gaps?.()?.list ?? '', /expected|pressure/);
	});

	it('show that they are frozen, and ignore limits above the memory of the machine', async () => {
		using machine = groupMachine(mountinfo.v2, {
			...files,
			[`${nginx}/cgroup.events`]: 'populated 1\nfrozen 1\n',
			[`${nginx}/memory.max`]: `${64 * 1024 * mebibyte}\n`,
		});
		using collector = groupsCollector(machine, cadenceMs);
		const group = named(await collect(collector), 'nginx.service');
		assert.equal(group.state, 'frozen');
		assert.equal(group.memoryLimitBytes, undefined);
		assert.equal(group.memoryPercent, undefined);
	});

	it('count the I/O of a stacked device once', async () => {
		const io = (bytes: number): string =>
			`8:0 rbytes=${bytes} wbytes=0\n253:0 rbytes=${bytes} wbytes=0\n7:0 rbytes=${bytes} wbytes=0\n`;
		using machine = groupMachine(mountinfo.v2, {...files, [`${nginx}/io.stat`]: io(0)});
		machine.write('sys/dev/block/253:0/slaves/sda', '');
		machine.write('sys/dev/block/7:0/loop/backing_file', '/tmp/image\n');
		using collector = groupsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(2000);
		writeGroups(machine, {[`${nginx}/cpu.stat`]: cpuStat(5_000_000), [`${nginx}/io.stat`]: io(8000)});
		assert.equal(named(await collect(collector), 'nginx.service').readBytesPerSecond, 4000);
	});

	it('with the same name have their path as name, except one', async () => {
		using machine = groupMachine(mountinfo.v2, {
			'jobs/worker/cpu.stat': cpuStat(1),
			'batch/jobs/worker/cpu.stat': cpuStat(1),
		});
		using collector = groupsCollector(machine, cadenceMs);
		const names = (await collect(collector))?.list.map(({name}) => name).sort();
		assert.deepEqual(names, ['/batch/jobs', '/batch/jobs/worker', 'batch', 'jobs', 'worker']);
	});
});

describe('control groups of version 1', () => {
	const id = 'ab'.repeat(32);
	const files = {
		[`cpu,cpuacct/docker/${id}/cpuacct.usage`]: '4000000000\n',
		[`cpu,cpuacct/docker/${id}/cpu.stat`]: 'nr_periods 100\nnr_throttled 10\nthrottled_time 7\n',
		[`cpu,cpuacct/docker/${id}/cpu.cfs_quota_us`]: '50000\n',
		[`cpu,cpuacct/docker/${id}/cpu.cfs_period_us`]: '100000\n',
		[`memory/docker/${id}/memory.usage_in_bytes`]: `${90 * mebibyte}\n`,
		[`memory/docker/${id}/memory.stat`]: `cache 1\ninactive_file 5\ntotal_inactive_file ${10 * mebibyte}\ntotal_swap 8192\n`,
		[`memory/docker/${id}/memory.limit_in_bytes`]: `${100 * mebibyte}\n`,
		[`memory/docker/${id}/memory.failcnt`]: '31\n',
		[`memory/docker/${id}/memory.oom_control`]: 'oom_kill_disable 0\nunder_oom 0\noom_kill 2\n',
		[`blkio/docker/${id}/blkio.throttle.io_service_bytes`]:
			'8:0 Read 1000\n8:0 Write 2000\n8:0 Total 3000\nTotal 3000\n',
		[`pids/docker/${id}/pids.current`]: '7\n',
		[`pids/docker/${id}/pids.max`]: 'max\n',
		[`pids/docker/${id}/pids.events`]: 'max 0\n',
		'systemd/system.slice/cron.service/cgroup.procs': '5\n',
		'memory/unlimited/memory.usage_in_bytes': '4096\n',
		'memory/unlimited/memory.limit_in_bytes': '9223372036854771712\n',
	};
	const container: Group = {
		path: `/docker/${id}`,
		name: 'abababababab',
		kind: 'container',
		image: undefined,
		cpuPercent: undefined,
		cpuSeconds: 4,
		cpuLimitCores: 0.5,
		throttledPercent: undefined,
		memoryBytes: 80 * mebibyte,
		memoryLimitBytes: 100 * mebibyte,
		memoryPercent: 80,
		memoryLimitHits: 31,
		memoryLimitHitsPerSecond: undefined,
		swapBytes: 8192,
		readBytesPerSecond: undefined,
		writeBytesPerSecond: undefined,
		pressure: undefined,
		pids: 7,
		pidsLimit: undefined,
		pidsLimitHits: 0,
		pidsLimitHitsPerSecond: undefined,
		oomKills: 2,
		restarts: undefined,
		state: undefined,
	};

	it('are put together from all hierarchies', async () => {
		using machine = groupMachine(mountinfo.v1, files);
		using collector = groupsCollector(machine, cadenceMs);
		const first = await collect(collector);
		assert.deepEqual(named(first, 'abababababab'), container);
		assert.equal(named(first, 'cron.service').cpuSeconds, undefined);
		assert.equal(named(first, 'unlimited').memoryBytes, 4096);
		assert.equal(named(first, 'unlimited').memoryLimitBytes, undefined);

		machine.advance(2000);
		writeGroups(machine, {
			[`cpu,cpuacct/docker/${id}/cpuacct.usage`]: '5000000000\n',
			[`cpu,cpuacct/docker/${id}/cpu.stat`]: 'nr_periods 120\nnr_throttled 30\nthrottled_time 9\n',
			[`blkio/docker/${id}/blkio.throttle.io_service_bytes`]: '8:0 Read 1000\n8:0 Write 6000\nTotal 7000\n',
			'memory/unlimited/memory.usage_in_bytes': '8192\n',
		});
		const second = await collect(collector);
		assert.deepEqual(named(second, 'abababababab'), {
			...container,
			cpuPercent: 50,
			cpuSeconds: 5,
			throttledPercent: 100,
			memoryLimitHitsPerSecond: 0,
			pidsLimitHitsPerSecond: 0,
			readBytesPerSecond: 0,
			writeBytesPerSecond: 2000,
		});
		// Without CPU time the other values are read in each pass.
		assert.equal(named(second, 'unlimited').memoryBytes, 8192);
	});

	it('beside version 2 have its pressure, and its CPU time where version 1 has none', async () => {
		using machine = groupMachine(hybridMountinfo, {
			...files,
			[`unified/docker/${id}/cpu.stat`]: cpuStat(1),
			[`unified/docker/${id}/cpu.pressure`]: psi,
			'unified/system.slice/cron.service/cpu.stat': cpuStat(2_500_000),
		});
		using collector = groupsCollector(machine, cadenceMs);
		const groups = await collect(collector);
		assert.equal(named(groups, 'abababababab').pressure?.cpu?.some.avg60, 2);
		assert.equal(named(groups, 'abababababab').cpuSeconds, 4);
		assert.equal(named(groups, 'cron.service').cpuSeconds, 2.5);
	});

	it('in a container have the paths of the host', async () => {
		using machine = groupMachine(containerMountinfo, {
			'memory/memory.usage_in_bytes': '4096\n',
			'memory/job/memory.usage_in_bytes': '8192\n',
		});
		using collector = groupsCollector(machine, cadenceMs);
		const groups = await collect(collector);
		assert.deepEqual(groups?.list.map(({path}) => path).sort(), ['/docker/web', '/docker/web/job']);
	});
});

describe('a pass over many groups', () => {
	const many = (count: number): Record<string, string> =>
		Object.fromEntries(
			Array.from({length: count}, (_, index) => [`load.slice/job-${index}.service/cpu.stat`, cpuStat(1000)]),
		);

	it('stops when its time is used up, says so, and reaches all groups in later passes', async () => {
		using machine = groupMachine(mountinfo.v2, many(60));
		using collector = groupsCollector(machine, cadenceMs);
		machine.slowDown(0.2);
		const first = await collect(collector);
		assert.ok(first && first.unreached > 0, `unreached: ${first?.unreached}`);
		for (let pass = 0; pass < 80; pass++) {
			machine.advance(2000);
			await collect(collector);
		}

		const last = await collect(collector);
		assert.equal(last?.total, 61);
		assert.equal(last.list.length, 61);
		assert.ok(last.unreached > 0);
	});

	it('reads busy groups in each pass', async () => {
		using machine = groupMachine(mountinfo.v2, many(60));
		using collector = groupsCollector(machine, cadenceMs);
		await collect(collector);
		const busy = 'load.slice/job-59.service/cpu.stat';
		machine.advance(2000);
		writeGroups(machine, {[busy]: cpuStat(1_001_000)});
		assert.equal(Math.round(named(await collect(collector), 'job-59.service').cpuPercent ?? 0), 50);

		machine.slowDown(0.2);
		for (let pass = 2; pass < 8; pass++) {
			machine.advance(2000);
			writeGroups(machine, {[busy]: cpuStat(pass * 1_000_000 + 1000)});
			const groups = await collect(collector);
			assert.ok(groups && groups.unreached > 0);
			assert.equal(named(groups, 'job-59.service').cpuSeconds, pass + 0.001);
		}
	});
});

it('without control groups the metric is unsupported', async () => {
	using machine = fixtureMachine({'proc/self/mountinfo': '22 27 0:21 / /proc rw,relatime - proc proc rw\n'});
	using collector = groupsCollector(machine, cadenceMs);
	await assert.rejects(async () => collect(collector), {
		state: 'unsupported',
		message: 'no control group file system is mounted',
	});
});
