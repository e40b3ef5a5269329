/**
Runs the benchmarks one after the other and prints their figures: all of them, or those that are named,
`npm run bench -- start-up steady-state`. Each also runs alone: `node --import=tsx bench/start-up.ts`. With `--report` the
figures are also written into `docs/performance.md` and the README.

Figures depend on the machine and on what else it does: compare only what was measured in one run.
*/
import process from 'node:process';
import {printed} from './figures.js';
import {machine, writeFigures} from './report.js';

const benchmarks = {
	'start-up': () => import('./start-up.js'),
	'steady-state': () => import('./steady-state.js'),
	collectors: () => import('./collectors.js'),
	processes: () => import('./processes.js'),
	groups: () => import('./groups.js'),
	sampler: () => import('./sampler.js'),
	diagnosis: () => import('./diagnosis.js'),
	alerts: () => import('./alerts.js'),
	export: () => import('./export.js'),
	databases: () => import('./databases.js'),
	recording: () => import('./recording.js'),
	broadcast: () => import('./broadcast.js'),
	fleet: () => import('./fleet.js'),
	threads: () => import('./threads.js'),
	ssh: () => import('./ssh.js'),
};

const names = process.argv.slice(2).filter(argument => !argument.startsWith('-'));
const unknown = names.filter(name => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
	throw new Error(`no benchmark named ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}`);
}

// A benchmark reads its own arguments: none here.
const isReported = process.argv.includes('--report');
process.argv.length = 2;
console.log(machine());
for (const [name, run] of Object.entries(benchmarks)) {
	if (names.length === 0 || names.includes(name)) {
		printed.length = 0;
		await run();
		if (isReported) {
			await writeFigures(name, printed);
		}
	}
}
