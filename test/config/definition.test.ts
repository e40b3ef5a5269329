import assert from 'node:assert/strict';
import test from 'node:test';
import {type Config, definition} from '../../source/config/definition.js';
import {given} from '../../source/config/model/given.js';
import {assemble, leavesOf} from '../../source/config/model/section.js';
import {commands} from '../../source/config/options/commands.js';
import {variableName} from '../../source/config/sources/environment.js';

const leaves = [...leavesOf(definition), ...leavesOf(commands)];

test('every default is a valid value in the file', () => {
	for (const {path, leaf} of leaves) {
		if (leaf.default !== undefined) {
			assert.deepEqual(leaf.read(given(leaf.toJson(leaf.default), path)), leaf.default, path);
		}
	}
});

test('no two settings share a flag or a variable', () => {
	const flags = leaves.flatMap(({leaf: {flag, switches}}) =>
		[...(flag ? [flag] : []), ...switches].flatMap(use => [
			`${'isNegated' in use && use.isNegated ? 'no-' : ''}${use.name}`,
			...(use.short === undefined ? [] : [use.short]),
		]),
	);
	assert.deepEqual(
		flags.filter((flag, index) => flags.indexOf(flag) !== index),
		[],
	);
	const variables = leavesOf(definition).map(({path}) => variableName(path));
	assert.equal(new Set(variables).size, variables.length);
});

test('durations are in milliseconds in the Config, under names that end in Ms', () => {
	const config = assemble(definition, new Map());
	const intervalMs: number = config.intervalMs;
	assert.equal(intervalMs, 500);
	assert.equal(config.metrics.processes.intervalMs, 2000);
	assert.equal(config.metrics.disks.intervalMs, 5000);
	assert.equal(config.metrics.gpu.intervalMs, 1000);
	assert.equal(config.metrics.processor.intervalMs, undefined);
	assert.equal('interval' in config, false);
});

test('the type Config is inferred from the definition', () => {
	const config: Config = assemble(definition, new Map());
	const view: 'auto' | 'detailed' | 'compact' | 'line' = config.view;
	const backend: ReadonlyArray<'auto' | 'nvidia-smi' | 'amdgpu' | 'intel' | 'apple'> = config.metrics.gpu.backend;
	const file: string | undefined = config.log.file;
	const ticking: number | undefined = config.metrics.processor.intervalMs;
	assert.equal(ticking, undefined);
	const paths: readonly string[] = config.metrics.disks.paths;
	assert.deepEqual({view, backend, file, paths}, {view: 'auto', backend: ['auto'], file: undefined, paths: []});

	// @ts-expect-error A path may be absent.
	const path: string = config.root;
	// @ts-expect-error Lists cannot be changed.
	const push: unknown = config.metrics.gpu.backend.push;
	assert.equal(path, undefined);
	assert.equal(typeof push, 'function');
});
