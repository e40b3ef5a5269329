import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {type ConfigSources, loadConfig} from '../../../source/config/sources/load-config.js';

async function load(t: TestContext, text: string, sources: Partial<ConfigSources> = {}) {
	const directory = mkdtempSync(path.join(tmpdir(), 'mon-tui-'));
	t.after(() => rmSync(directory, {recursive: true}));
	const file = path.join(directory, 'c.json');
	writeFileSync(file, text);
	const {config, warnings} = await loadConfig({
		env: {},
		...sources,
		argv: ['--config', file, ...(sources.argv ?? [])],
	});
	return {config, warnings: warnings.map(warning => warning.replace(`${directory}/`, ''))};
}

test('old names in a file are accepted, with a warning that gives the place', async t => {
	const {config, warnings} = await load(t, '{"metrics": {"cpu": {"interval": 2}},\n"hide": ["gpu", "cpu"]}');
	assert.equal(config.metrics.processor.intervalMs, 2000);
	assert.deepEqual(config.hide, ['gpu', 'processor']);
	assert.deepEqual(warnings, [
		'c.json:1:14: metrics.cpu is now called metrics.processor',
		'c.json:2:17: hide[1]: "cpu" is now called "processor"',
	]);
});

test('a file with the old and the current name of a setting is refused', async t => {
	await assert.rejects(
		load(t, '{"metrics": {"cpu": {"interval": 2}, "processor": {"interval": 3}}}'),
		/c\.json:1:\d+: metrics\.processor is set twice/,
	);
});

test('a variable with an old name is accepted, unless the current one is set', async t => {
	const {config, warnings} = await load(t, '{}', {
		env: {
			MON_TUI_METRICS_CPU_INTERVAL: '2',
			MON_TUI_METRICS_CPU_ENABLED: 'no',
			MON_TUI_METRICS_PROCESSOR_ENABLED: 'yes',
		},
	});
	assert.deepEqual(config.metrics.processor, {enabled: true, intervalMs: 2000});
	assert.deepEqual(warnings, [
		'MON_TUI_METRICS_CPU_INTERVAL is now called MON_TUI_METRICS_PROCESSOR_INTERVAL',
		'MON_TUI_METRICS_CPU_ENABLED is now called MON_TUI_METRICS_PROCESSOR_ENABLED',
	]);
});

test('a variable with the earlier name is used if the current one is empty', async t => {
	const {config} = await load(t, '{}', {
		env: {MON_TUI_METRICS_CPU_ENABLED: 'no', MON_TUI_METRICS_PROCESSOR_ENABLED: ''},
	});
	assert.equal(config.metrics.processor.enabled, false);
});

test('a variable with an earlier name in its list sets the same, with a warning', async t => {
	const {config, warnings} = await load(t, '{}', {env: {MON_TUI_HIDE: 'gpu, cpu'}});
	assert.deepEqual(config.hide, ['gpu', 'processor']);
	assert.deepEqual(warnings, ['MON_TUI_HIDE: "cpu" is now called "processor"']);
});

for (const argv of [['--hide', 'cpu,gpu'], ['--hide=cpu, gpu']]) {
	test(`${argv.join(' ')} hides the processor and the GPUs`, async t => {
		const {config} = await load(t, '{}', {argv});
		assert.deepEqual(config.hide, ['processor', 'gpu']);
	});
}

for (const argv of [
	['--no-cpu', '--hide', 'cpu'],
	['--no-cpu', '--hide=cpu'],
]) {
	test(`${argv.join(' ')} means the processor`, async t => {
		const {config} = await load(t, '{}', {argv});
		assert.equal(config.metrics.processor.enabled, false);
		assert.deepEqual(config.hide, ['processor']);
	});
}
