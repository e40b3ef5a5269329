import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {build} from 'esbuild';
import {createScheduler} from '../../source/metrics/schedule/scheduler.js';
import {livingMachine} from '../helpers/living-machine.js';
import {collectorsOf, turnMs} from '../helpers/simulated-day.js';
import type {TickCost} from './ticks.js';

/**
Counts that are the same on every machine, with the most they may be: some percent above what they were when the budget was set.
A change that needs more raises the budget, and says what for.
*/
const budgets = {
	'80x24': {bytes: 340, allocatedBytes: 560_000},
	'200x50': {bytes: 1100, allocatedBytes: 1_500_000},
} as const;

for (const [size, most] of Object.entries(budgets)) {
	test(`a tick of a quiet screen of ${size} is one frame, and keeps within its budget`, t => {
		const cost = measure(size.split('x'));
		t.diagnostic(JSON.stringify(cost));
		assert.ok(cost.renders > 0.9 && cost.renders < 1.05, `${cost.renders} frames per tick`);
		assert.ok(cost.bytes > 100 && cost.bytes <= most.bytes, `${cost.bytes} bytes to the terminal`);
		assert.ok(
			cost.allocatedBytes > 100_000 && cost.allocatedBytes <= most.allocatedBytes,
			`${cost.allocatedBytes} bytes of new objects`,
		);
		// Each wakes the sleeping process for nothing. A frame right after another one sets one.
		assert.ok(cost.timers < 1, `${cost.timers} timers`);
	});
}

/** Measures in a process with room for all new objects, so that none is collected. */
function measure(size: readonly string[]): TickCost {
	const script = path.join(import.meta.dirname, 'measure.ts');
	const flags = ['--max-semi-space-size=512', '--min-semi-space-size=512', '--import=tsx'];
	// Ink draws nothing on a continuous-integration server.
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CI')));
	return JSON.parse(execFileSync(process.execPath, [...flags, script, ...size], {encoding: 'utf8', env}));
}

test('a tick reads the files that stay without opening them again, and little else', t => {
	using machine = livingMachine();
	using scheduler = createScheduler(collectorsOf(machine, turnMs), machine.monotonicMs);
	let turn = 0;
	const tick = (): void => {
		turn += 1;
		machine.live(turn);
		machine.advance(turnMs);
		scheduler.tick();
	};
	const warmUp = 40;
	for (let count = 0; count < warmUp; count++) {
		tick();
	}

	const ticks = 40;
	const calls = countCalls(['openSync', 'readSync', 'readFileSync', 'readdirSync', 'statSync', 'existsSync'], () => {
		for (let count = 0; count < ticks; count++) {
			tick();
		}
	});
	const perTick = Object.fromEntries(Object.entries(calls).map(([name, count]) => [name, count / ticks]));
	t.diagnostic(JSON.stringify(perTick));
	assert.ok((perTick.readSync ?? 0) > 3, JSON.stringify(perTick));
	assert.deepEqual(
		Object.entries(perTick).filter(([name, count]) => count > (mostCalls[name] ?? 0)),
		[],
	);
});

/** Calls per tick. The list of twenty processes is read at every fourth tick. */
const mostCalls: Readonly<Record<string, number>> = {
	openSync: 3,
	readSync: 6,
	readdirSync: 0.5,
	statSync: 2.5,
};

/** Counts the calls of functions of `node:fs` while `run` runs. */
function countCalls(names: readonly (keyof typeof fs)[], run: () => void): Readonly<Record<string, number>> {
	const calls: Record<string, number> = Object.fromEntries(names.map(name => [name, 0]));
	const originals = names.map(name => [name, fs[name]] as const);
	const target = fs as unknown as Record<string, unknown>;
	for (const [name, original] of originals) {
		target[name] = (...parameters: readonly unknown[]) => {
			calls[name] = (calls[name] ?? 0) + 1;
			return (original as (...all: readonly unknown[]) => unknown)(...parameters);
		};
	}

	syncBuiltinESMExports();
	try {
		run();
	} finally {
		Object.assign(fs, Object.fromEntries(originals));
		syncBuiltinESMExports();
	}

	return calls;
}

test('the program starts with few modules: neither the screen nor the server nor a driver of a database', async t => {
	const {metafile} = await build({
		absWorkingDir: path.join(import.meta.dirname, '../..'),
		entryPoints: ['source/cli.ts'],
		outdir: 'dist',
		write: false,
		bundle: true,
		// Each output holds what is loaded together.
		splitting: true,
		format: 'esm',
		platform: 'node',
		packages: 'external',
		jsx: 'automatic',
		minify: true,
		metafile: true,
	});
	const entry =
		Object.keys(metafile.outputs).find(file => metafile.outputs[file]?.entryPoint === 'source/cli.ts') ?? '';
	const loaded = new Set<string>();
	const load = (file: string): void => {
		if (!loaded.has(file)) {
			loaded.add(file);
			const imports = metafile.outputs[file]?.imports ?? [];
			for (const {path: other} of imports.filter(
				({kind, external}) => kind === 'import-statement' && external !== true,
			)) {
				load(other);
			}
		}
	};
	load(entry);
	const modules = [...loaded].flatMap(file => Object.entries(metafile.outputs[file]?.inputs ?? {}));
	const kilobytes = modules.reduce((sum, [, {bytesInOutput}]) => sum + bytesInOutput, 0) / 1000;
	t.diagnostic(`${modules.length} modules, ${kilobytes.toFixed(0)} kB`);
	assert.ok(modules.length > 100 && modules.length <= 430, `${modules.length} modules`);
	assert.ok(kilobytes <= 400, `${kilobytes} kB`);
	assert.deepEqual(
		modules
			.map(([file]) => file)
			.filter(file =>
				/^source\/(?:ui\/.*\.tsx|server\/websocket|exporters\/databases\/(?:postgres|mysql|influx))/.test(file),
			),
		[],
	);
});
