/**
The sampler alone, nothing drawn: every metric at 0.5 s with 300 sleeping processes beside those of the machine, in % of one
core, and what each metric costs per tick. With a commit, `bench/sampler.ts 44f7ed1`, the figures of that version stand beside
them. Then a loop over psutil that reads the same at the same pace, where python3-psutil is installed.
*/
import {type ChildProcess, execFile, execFileSync, spawn} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {printTable} from './figures.js';
import type {SamplerCosts} from './sampler-costs.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const sleepers = 300;

/** Read at every tick, since the first version. */
const fastSet = ['processor', 'load', 'memory', 'disk_io', 'network'];

/** psutil as a monitor would use it; `fields` are those of each process. */
const psutilLoop = (fields: string, more: string): string => `
import psutil, time, os
def sample():
    psutil.cpu_times(percpu=True); psutil.virtual_memory(); psutil.swap_memory()
    psutil.disk_io_counters(perdisk=True); psutil.net_io_counters(pernic=True); os.getloadavg()
    ${more}
def slow():
    for p in psutil.process_iter(${fields}): pass
    for p in psutil.disk_partitions(): psutil.disk_usage(p.mountpoint)
for i in range(10): sample()
slow()
begin = time.process_time(); end = time.time() + 10; tick = 0
while time.time() < end:
    sample()
    if tick % 4 == 0: slow()
    tick += 1
    time.sleep(0.5)
print((time.process_time() - begin) / 10 * 100)
`;

const fewFields = "['pid','ppid','name','username','cpu_times','memory_info','num_threads','status']";
const allFields = `${fewFields.slice(0, -1)},'io_counters','nice','num_ctx_switches','num_fds']`;

async function psutilPercent(fields: string, more: string): Promise<number | undefined> {
	for (const python of ['/usr/bin/python3', 'python3']) {
		try {
			const {stdout} = await run(python, ['-c', psutilLoop(fields, more)]);
			return Number(stdout);
		} catch {
			// Without psutil there, or without Python.
		}
	}

	return undefined;
}

async function costsIn(directory: string): Promise<SamplerCosts> {
	const {stdout} = await run(process.execPath, ['--import=tsx', path.join(directory, 'bench/sampler-costs.ts')], {
		cwd: directory,
	});
	return JSON.parse(stdout) as SamplerCosts;
}

/** Measures another version, extracted into a temporary directory. */
async function costsOf(commit: string): Promise<SamplerCosts> {
	const directory = mkdtempSync(path.join(tmpdir(), 'mon-tui-bench-'));
	try {
		const archive = execFileSync('git', ['archive', commit, 'source', 'package.json', 'tsconfig.json'], {
			cwd: root,
			maxBuffer: 2 ** 28,
		});
		execFileSync('tar', ['-x', '-C', directory], {input: archive});
		mkdirSync(path.join(directory, 'bench'));
		copyFileSync(path.join(root, 'bench/sampler-costs.ts'), path.join(directory, 'bench/sampler-costs.ts'));
		symlinkSync(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
		return await costsIn(directory);
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
}

function sum(costs: SamplerCosts, isIncluded: (name: string) => boolean): number {
	return Object.entries(costs.perTick)
		.filter(([name]) => isIncluded(name))
		.reduce((total, [, cost]) => total + cost, 0);
}

const children: readonly ChildProcess[] = Array.from({length: sleepers}, () =>
	spawn('sleep', ['300'], {stdio: 'ignore'}),
);
try {
	const [, , commit] = process.argv;
	const before = commit === undefined ? undefined : await costsOf(commit);
	const now = await costsIn(root);
	const row = (title: string, of: (costs: SamplerCosts) => number | undefined, digits: number): readonly string[] => {
		const [past, present] = [before && of(before), of(now)];
		return [
			title,
			past?.toFixed(digits) ?? '--',
			present?.toFixed(digits) ?? '--',
			past && present ? (present / past).toFixed(2) : '--',
		];
	};
	printTable(
		`Sampler alone, every 0.5 s, ${sleepers} sleeping processes more than there were, % of a core`,
		['', commit ?? 'before', 'now', 'ratio'],
		[
			row('mon-tui, every metric', ({wholePercent}) => wholePercent, 2),
			['psutil, the fields of the first version', '', (await psutilPercent(fewFields, 'pass'))?.toFixed(2) ?? '--', ''],
			[
				'psutil, as many fields as it has',
				'',
				(
					await psutilPercent(allFields, 'psutil.cpu_stats(); psutil.sensors_fans(); psutil.sensors_temperatures()')
				)?.toFixed(2) ?? '--',
				'',
			],
		],
	);
	printTable(
		'CPU ms per tick of 0.5 s',
		['', commit ?? 'before', 'now', 'ratio'],
		[
			row(
				'fast set: processor, load, memory, disk traffic, network',
				costs => sum(costs, name => fastSet.includes(name)),
				3,
			),
			row('all metrics of the machine', costs => sum(costs, name => name !== 'processes'), 3),
			...Object.keys(now.perTick).map(name => row(name, ({perTick}) => perTick[name], 3)),
		],
	);
} finally {
	for (const child of children) {
		child.kill();
	}
}
