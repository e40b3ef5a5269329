import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {describe, it} from 'node:test';
import {UnavailableError} from '../../../source/metrics/collector.js';
import {limitsCollector} from '../../../source/metrics/linux/cgroup.js';
import {collect, type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';

const cadenceMs = 1000;
const gibibyte = 1024 ** 3;

/** A machine of 16 GiB. */
const meminfo = 'MemTotal:       16777216 kB\nMemFree:         8388608 kB\n';

const mount = (path: string, type: 'cgroup' | 'cgroup2', root = '/'): string =>
	`31 23 0:28 ${root} ${path} rw,nosuid - ${type} cgroup rw\n`;

const noise = '22 27 0:21 / /proc rw,relatime - proc proc rw\n';

const psi = 'some avg10=1.00 avg60=2.00 avg300=3.00 total=9\nfull avg10=0.50 avg60=0.00 avg300=0.00 total=4\n';

function version2(path: string, files: Readonly<Record<string, string>>): FixtureMachine {
	const machine = fixtureMachine({
		'proc/meminfo': meminfo,
		'proc/self/mountinfo': noise + mount('/sys/fs/cgroup', 'cgroup2'),
		'proc/self/cgroup': `0::${path}\n`,
	});
	for (const [file, content] of Object.entries(files)) {
		machine.write(`sys/fs/cgroup/${file}`, content);
	}

	return machine;
}

const cpuStat = (usedMicroseconds: number, periods: number, throttled: number): string =>
	`usage_usec ${usedMicroseconds}\nuser_usec 1\nsystem_usec 1\nnr_periods ${periods}\nnr_throttled ${throttled}\nthrottled_usec 7\n`;

describe('limits of version 2', () => {
	const pod = {
		'cpu.stat': cpuStat(0, 0, 0),
		'pod/cpu.max': '400000 100000\n',
		'pod/cpu.stat': cpuStat(90_000_000, 900, 9),
		'pod/memory.max': `${4 * gibibyte}\n`,
		'pod/memory.current': `${3 * gibibyte}\n`,
		'pod/memory.stat': `anon 5\ninactive_file ${gibibyte}\n`,
		'pod/app/cpu.max': '150000 100000\n',
		'pod/app/cpu.stat': cpuStat(10_000_000, 100, 20),
		'pod/app/memory.max': `${2 * gibibyte}\n`,
		'pod/app/memory.current': `${gibibyte}\n`,
		'pod/app/memory.stat': `anon 5\ninactive_file ${gibibyte / 2}\nactive_file 8\n`,
		'pod/app/cpu.pressure': psi,
	};

	it('have usage, and processor usage from the second sample on', async () => {
		using machine = version2('/pod/app', pod);
		using collector = limitsCollector(machine, cadenceMs);
		const stall = {some: {avg10: 1, avg60: 2, avg300: 3}, full: {avg10: 0.5, avg60: 0, avg300: 0}};
		const first = {
			version: 'v2',
			cpuLimitCores: 1.5,
			cpuUsedCores: undefined,
			throttledPercent: undefined,
			memoryLimitBytes: 2 * gibibyte,
			memoryUsedBytes: gibibyte / 2,
			memoryUsedPercent: 25,
			pressure: {cpu: stall, memory: undefined, io: undefined, irq: undefined},
		};
		assert.deepEqual(await collect(collector), first);

		machine.advance(2000);
		machine.write('sys/fs/cgroup/pod/app/cpu.stat', cpuStat(12_500_000, 120, 25));
		// 2.5 s of processor time in 2 s; 5 of 20 periods.
		assert.deepEqual(await collect(collector), {...first, cpuUsedCores: 1.25, throttledPercent: 25});
	});

	it('are those of the parent with the lowest limit, with its usage', async () => {
		using machine = version2('/pod/app', {
			...pod,
			'pod/app/cpu.max': 'max 100000\n',
			'pod/app/memory.max': `${8 * gibibyte}\n`,
		});
		using collector = limitsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(1000);
		machine.write('sys/fs/cgroup/pod/cpu.stat', cpuStat(93_000_000, 910, 10));
		const limits = await collect(collector);
		assert.equal(limits?.cpuLimitCores, 4);
		assert.equal(limits.cpuUsedCores, 3);
		assert.equal(limits.throttledPercent, 10);
		assert.equal(limits.memoryLimitBytes, 4 * gibibyte);
		assert.equal(limits.memoryUsedBytes, 2 * gibibyte);
		assert.equal(limits.memoryUsedPercent, 50);
	});

	it('are absent without limits, with usage', async () => {
		using machine = version2('/pod/app', {
			...pod,
			'pod/cpu.max': 'max 100000\n',
			'pod/memory.max': 'max\n',
			'pod/app/cpu.max': 'max 100000\n',
			// More than the machine has.
			'pod/app/memory.max': `${16 * gibibyte}\n`,
		});
		using collector = limitsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(1000);
		machine.write('sys/fs/cgroup/pod/app/cpu.stat', cpuStat(10_500_000, 100, 20));
		const {pressure, ...limits} = (await collect(collector)) ?? {};
		assert.ok(pressure);
		assert.deepEqual(limits, {
			version: 'v2',
			cpuLimitCores: undefined,
			cpuUsedCores: 0.5,
			throttledPercent: undefined,
			memoryLimitBytes: undefined,
			memoryUsedBytes: gibibyte / 2,
			memoryUsedPercent: undefined,
		});
	});

	it('of a container with its own namespace are found at the mount point', async () => {
		using machine = version2('/kubepods/pod1/0123', {
			'cpu.max': '50000 100000\n',
			'cpu.stat': cpuStat(0, 0, 0),
			'memory.max': `${gibibyte}\n`,
			'memory.current': `${gibibyte / 4}\n`,
			'memory.stat': 'inactive_file 0\n',
		});
		using collector = limitsCollector(machine, cadenceMs);
		const limits = await collect(collector);
		assert.equal(limits?.cpuLimitCores, 0.5);
		assert.equal(limits.memoryLimitBytes, gibibyte);
		assert.equal(limits.memoryUsedPercent, 25);
	});

	it('of the root group are absent, and its memory is unknown', async () => {
		using machine = version2('/', {'cpu.stat': 'usage_usec 5000000\nuser_usec 1\nsystem_usec 1\n'});
		using collector = limitsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(1000);
		machine.write('sys/fs/cgroup/cpu.stat', 'usage_usec 5250000\nuser_usec 1\nsystem_usec 1\n');
		assert.deepEqual(await collect(collector), {
			version: 'v2',
			cpuLimitCores: undefined,
			cpuUsedCores: 0.25,
			throttledPercent: undefined,
			memoryLimitBytes: undefined,
			memoryUsedBytes: undefined,
			memoryUsedPercent: undefined,
			pressure: undefined,
		});
	});

	it('have no processor usage after a gap or a decrease of counters', async () => {
		using machine = version2('/pod/app', pod);
		using collector = limitsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(30_000);
		machine.write('sys/fs/cgroup/pod/app/cpu.stat', cpuStat(20_000_000, 200, 20));
		assert.equal((await collect(collector))?.cpuUsedCores, undefined);

		machine.advance(1000);
		machine.write('sys/fs/cgroup/pod/app/cpu.stat', cpuStat(1_000_000, 2, 0));
		const limits = await collect(collector);
		assert.equal(limits?.cpuUsedCores, undefined);
		assert.equal(limits?.throttledPercent, undefined);
	});

	it('are throttled for 0 % without periods', async () => {
		using machine = version2('/pod/app', pod);
		using collector = limitsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(1000);
		assert.equal((await collect(collector))?.throttledPercent, 0);
	});

	it('follow a process to another group within a minute', async () => {
		using machine = version2('/pod/app', pod);
		using collector = limitsCollector(machine, cadenceMs);
		await collect(collector);
		machine.write('proc/self/cgroup', '0::/pod\n');
		machine.advance(61_000);
		assert.equal((await collect(collector))?.cpuLimitCores, 4);
	});
});

describe('a limit of processors', () => {
	const processors = (count: number): string =>
		`cpu  1 0 0 0\n${Array.from({length: count}, (_, id) => `cpu${id} 1 0 0 0\n`).join('')}`;

	async function limitOf(files: Readonly<Record<string, string>>, online = 4): Promise<number | undefined> {
		using machine = version2('/', {'cpu.stat': cpuStat(0, 0, 0), ...files});
		machine.write('proc/stat', processors(online));
		using collector = limitsCollector(machine, cadenceMs);
		return (await collect(collector))?.cpuLimitCores;
	}

	for (const [title, files, expected] of [
		['a quota below what the machine has', {'cpu.max': '350000 100000\n'}, 3.5],
		['a quota of all there are, which stops a busy group too', {'cpu.max': '400000 100000\n'}, 4],
		['a quota above what there are is none', {'cpu.max': '800000 100000\n'}, undefined],
		['a cpuset of some', {'cpuset.cpus.effective': '0-1\n'}, 2],
		['a cpuset with gaps', {'cpuset.cpus.effective': '1,3\n'}, 2],
		['a cpuset of all there are is none', {'cpuset.cpus.effective': '0-3\n'}, undefined],
		['an empty cpuset is none', {'cpuset.cpus.effective': '\n'}, undefined],
		['the lower of quota and cpuset', {'cpu.max': '150000 100000\n', 'cpuset.cpus.effective': '0-1\n'}, 1.5],
		['the lower of cpuset and quota', {'cpu.max': '250000 100000\n', 'cpuset.cpus.effective': '0-1\n'}, 2],
	] as const) {
		it(title, async () => {
			assert.equal(await limitOf(files), expected);
		});
	}

	it('of version 1 is the cpuset of its own hierarchy', async () => {
		using machine = fixtureMachine({
			'proc/stat': processors(4),
			'proc/meminfo': meminfo,
			'proc/self/mountinfo': mount('/cg/cpuset', 'cgroup') + mount('/cg/cpu', 'cgroup'),
			'proc/self/cgroup': '2:cpuset:/jobs\n1:cpu:/jobs\n',
			'cg/cpu/cpu.shares': '1024\n',
			'cg/cpu/jobs/cpu.cfs_quota_us': '-1\n',
			'cg/cpu/jobs/cpu.cfs_period_us': '100000\n',
			'cg/cpuset/cpuset.cpus': '0-3\n',
			'cg/cpuset/jobs/cpuset.cpus': '0-5\n',
			'cg/cpuset/jobs/cpuset.effective_cpus': '0,2\n',
		});
		using collector = limitsCollector(machine, cadenceMs);
		assert.equal((await collect(collector))?.cpuLimitCores, 2);
	});
});

describe('limits of version 1', () => {
	const unlimitedBytes = '9223372036854771712\n';
	const hierarchies = {
		'proc/meminfo': meminfo,
		'proc/self/mountinfo':
			noise +
			mount('/sys/fs/cgroup/cpu,cpuacct', 'cgroup') +
			mount('/sys/fs/cgroup/memory', 'cgroup') +
			mount('/sys/fs/cgroup/systemd', 'cgroup'),
		'proc/self/cgroup': '5:memory:/jobs/a\n4:cpu,cpuacct:/jobs/a\n1:name=systemd:/user.slice\n',
		'sys/fs/cgroup/cpu,cpuacct/cpu.shares': '1024\n',
		'sys/fs/cgroup/cpu,cpuacct/cpuacct.usage': '0\n',
		'sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_quota_us': '-1\n',
		'sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_period_us': '100000\n',
		'sys/fs/cgroup/cpu,cpuacct/jobs/a/cpu.cfs_quota_us': '200000\n',
		'sys/fs/cgroup/cpu,cpuacct/jobs/a/cpu.cfs_period_us': '100000\n',
		'sys/fs/cgroup/cpu,cpuacct/jobs/a/cpu.stat': 'nr_periods 10\nnr_throttled 5\nthrottled_time 9\n',
		'sys/fs/cgroup/cpu,cpuacct/jobs/a/cpuacct.usage': '7000000000\n',
		'sys/fs/cgroup/memory/memory.usage_in_bytes': '9\n',
		'sys/fs/cgroup/memory/memory.limit_in_bytes': unlimitedBytes,
		'sys/fs/cgroup/memory/jobs/memory.limit_in_bytes': unlimitedBytes,
		'sys/fs/cgroup/memory/jobs/a/memory.limit_in_bytes': `${gibibyte}\n`,
		'sys/fs/cgroup/memory/jobs/a/memory.usage_in_bytes': `${gibibyte}\n`,
		'sys/fs/cgroup/memory/jobs/a/memory.stat': `cache 1\ninactive_file 1\ntotal_inactive_file ${gibibyte / 4}\n`,
	};

	it('are read from the hierarchy of each controller', async () => {
		using machine = fixtureMachine(hierarchies);
		using collector = limitsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(1000);
		machine.write('sys/fs/cgroup/cpu,cpuacct/jobs/a/cpuacct.usage', '8500000000\n');
		machine.write('sys/fs/cgroup/cpu,cpuacct/jobs/a/cpu.stat', 'nr_periods 20\nnr_throttled 7\nthrottled_time 9\n');
		assert.deepEqual(await collect(collector), {
			version: 'v1',
			cpuLimitCores: 2,
			cpuUsedCores: 1.5,
			throttledPercent: 20,
			memoryLimitBytes: gibibyte,
			memoryUsedBytes: 0.75 * gibibyte,
			memoryUsedPercent: 75,
			pressure: undefined,
		});
	});

	it('are absent at -1 and at the maximum number of pages', async () => {
		using machine = fixtureMachine({
			...hierarchies,
			'sys/fs/cgroup/cpu,cpuacct/jobs/a/cpu.cfs_quota_us': '-1\n',
			'sys/fs/cgroup/memory/jobs/a/memory.limit_in_bytes': unlimitedBytes,
		});
		using collector = limitsCollector(machine, cadenceMs);
		const limits = await collect(collector);
		assert.equal(limits?.cpuLimitCores, undefined);
		assert.equal(limits?.memoryLimitBytes, undefined);
		assert.equal(limits?.memoryUsedBytes, 0.75 * gibibyte);
	});

	it('beside the unified hierarchy are hybrid, with each controller at its mount', async () => {
		using machine = fixtureMachine({
			...hierarchies,
			'proc/self/mountinfo':
				noise + mount('/sys/fs/cgroup/memory', 'cgroup') + mount('/sys/fs/cgroup/unified', 'cgroup2'),
			'proc/self/cgroup': '5:memory:/jobs/a\n0::/app\n',
			'sys/fs/cgroup/unified/app/cpu.max': '300000 100000\n',
			'sys/fs/cgroup/unified/app/memory.pressure': psi,
		});
		using collector = limitsCollector(machine, cadenceMs);
		const limits = await collect(collector);
		assert.equal(limits?.version, 'hybrid');
		assert.equal(limits.cpuLimitCores, 3);
		assert.equal(limits.memoryLimitBytes, gibibyte);
		assert.equal(limits.pressure?.memory?.some.avg60, 2);
		assert.equal(limits.pressure.cpu, undefined);
	});

	it('of separately mounted controllers are combined', async () => {
		using machine = fixtureMachine({
			'proc/meminfo': meminfo,
			'proc/self/mountinfo': mount('/cg/cpuacct', 'cgroup') + mount('/cg/cpu', 'cgroup'),
			'proc/self/cgroup': '2:cpuacct:/jobs\n1:cpu:/jobs\n',
			'cg/cpu/cpu.shares': '1024\n',
			'cg/cpu/jobs/cpu.cfs_quota_us': '50000\n',
			'cg/cpu/jobs/cpu.cfs_period_us': '100000\n',
			'cg/cpuacct/cpuacct.usage': '99\n',
			'cg/cpuacct/jobs/cpuacct.usage': '0\n',
		});
		using collector = limitsCollector(machine, cadenceMs);
		await collect(collector);
		machine.advance(1000);
		machine.write('cg/cpuacct/jobs/cpuacct.usage', '400000000\n');
		const limits = await collect(collector);
		assert.equal(limits?.cpuLimitCores, 0.5);
		assert.equal(limits.cpuUsedCores, 0.4);
		assert.equal(limits.memoryUsedBytes, undefined);
	});
});

describe('limitsCollector', () => {
	it('is unsupported where no hierarchy is mounted', async () => {
		using machine = fixtureMachine({
			'proc/meminfo': meminfo,
			'proc/self/mountinfo': noise,
			'proc/self/cgroup': '',
		});
		using collector = limitsCollector(machine, cadenceMs);
		await assert.rejects(
			() => collect(collector),
			(error: unknown) => error instanceof UnavailableError && error.state === 'unsupported',
		);
	});

	it('names an invalid file, keeps the other values, and recovers with the file', async () => {
		using machine = version2('/', {
			'cpu.max': 'plenty\n',
			'cpu.stat': cpuStat(0, 0, 0),
			'memory.max': `${gibibyte}\n`,
			'memory.current': `${gibibyte / 2}\n`,
			'memory.pressure': psi,
			'cpu.pressure': 'some avg10=\n',
		});
		using collector = limitsCollector(machine, cadenceMs);
		const limits = await collect(collector);
		assert.deepEqual([limits?.cpuLimitCores, limits?.memoryUsedPercent], [undefined, 50]);
		assert.equal(limits?.pressure?.memory?.some.avg10, 1);
		assert.match(collector.gaps?.()?.cpu_limit ?? '', /cpu\.max: expected "quota period", found "plenty"/);
		assert.match(collector.gaps?.()?.['pressure.cpu'] ?? '', /pressure: no "some/);
		machine.write('sys/fs/cgroup/cpu.max', '100000 100000\n');
		machine.write('sys/fs/cgroup/cpu.pressure', psi);
		assert.equal((await collect(collector))?.cpuLimitCores, 1);
		assert.equal(collector.gaps?.(), undefined);
	});

	for (const [file, content] of [
		['memory.current', 'lots\n'],
		['memory.current', ''],
		['memory.current', '-5\n'],
		['memory.max', 'none\n'],
	] as const) {
		it(`has no memory with "${content.trim()}" in ${file}, but the processor`, async () => {
			using machine = version2('/', {
				'cpu.max': '100000 100000\n',
				'cpu.stat': cpuStat(0, 0, 0),
				'memory.max': `${gibibyte}\n`,
				'memory.current': `${gibibyte / 2}\n`,
				[file]: content,
			});
			using collector = limitsCollector(machine, cadenceMs);
			const limits = await collect(collector);
			assert.equal(limits?.cpuLimitCores, 1);
			assert.equal(limits.memoryUsedPercent, undefined);
			assert.equal(Object.keys(collector.gaps?.() ?? {}).length, 1);
		});
	}

	it('keeps the memory limit while the size of the memory is unknown', async () => {
		for (const text of ['', 'MemTotal: 0 kB\n']) {
			using machine = version2('/', {'memory.max': `${gibibyte}\n`, 'memory.current': `${gibibyte / 4}\n`});
			machine.write('proc/meminfo', text);
			using collector = limitsCollector(machine, cadenceMs);
			assert.equal((await collect(collector))?.memoryUsedPercent, 25);
		}
	});

	it('finds the group again when it was removed under its open files', async () => {
		using machine = version2('/', {'cpu.max': '100000 100000\n', 'cpu.stat': cpuStat(0, 0, 0)});
		machine.remove('proc/meminfo');
		using collector = limitsCollector(machine, cadenceMs);
		assert.equal((await collect(collector))?.cpuLimitCores, 1);
	});

	const hasGroups = process.platform === 'linux' && / cgroup2? /.test(readFileSync('/proc/self/mountinfo', 'utf8'));

	it('counts the processor time of this process', {skip: !hasGroups && 'no control groups here'}, async () => {
		using collector = limitsCollector({root: '', monotonicMs: () => performance.now(), nowMs: Date.now}, cadenceMs);
		await collect(collector);
		const start = process.cpuUsage();
		while (process.cpuUsage(start).user < 300_000) {
			// Burns 0.3 s.
		}

		const limits = await collect(collector);
		assert.ok(limits);
		assert.ok(limits.cpuUsedCores === undefined || limits.cpuUsedCores > 0.01, `${limits.cpuUsedCores}`);
	});
});
