import assert from 'node:assert/strict';
import test from 'node:test';
import {definition} from '../../../source/config/definition.js';
import {UsageError} from '../../../source/config/model/usage-error.js';
import {readEnvironment, variableName} from '../../../source/config/sources/environment.js';

test('the name of a variable is its key in upper case', () => {
	assert.equal(variableName('interval'), 'MON_TUI_INTERVAL');
	assert.equal(variableName('metrics.gpu.backend'), 'MON_TUI_METRICS_GPU_BACKEND');
	assert.equal(variableName('server.maxClients'), 'MON_TUI_SERVER_MAX_CLIENTS');
});

const values: ReadonlyArray<[variable: string, text: string, path: string, expected: unknown]> = [
	['INTERVAL', '2', 'interval', 2000],
	['INTERVAL', '0.25', 'interval', 250],
	['INTERVAL', '500ms', 'interval', 500],
	['INTERVAL', '5m', 'interval', 300_000],
	['INTERVAL', '1h', 'interval', 3_600_000],
	['ASCII', 'true', 'ascii', true],
	['ASCII', 'Yes', 'ascii', true],
	['ASCII', 'on', 'ascii', true],
	['ASCII', '1', 'ascii', true],
	['METRICS_GPU_ENABLED', 'false', 'metrics.gpu.enabled', false],
	['METRICS_GPU_ENABLED', 'NO', 'metrics.gpu.enabled', false],
	['METRICS_GPU_ENABLED', 'off', 'metrics.gpu.enabled', false],
	['METRICS_GPU_ENABLED', '0', 'metrics.gpu.enabled', false],
	['METRICS_GPU_BACKEND', 'amdgpu, intel', 'metrics.gpu.backend', ['amdgpu', 'intel']],
	['METRICS_DISKS_PATHS', '/,/data,', 'metrics.disks.paths', ['/', '/data']],
	['METRICS_NETWORK_INTERFACES', 'eth0', 'metrics.network.interfaces', ['eth0']],
	['COLOR', '16', 'color', '16'],
	['HISTORY_SAMPLES', '50', 'history.samples', 50],
	['TOKEN', 'a-token', 'server.token', 'a-token'],
	['SERVER_TOKEN', 'a-token', 'server.token', 'a-token'],
	['LOG_FILE', '/var/log/mon tui.log', 'log.file', '/var/log/mon tui.log'],
];

for (const [variable, text, path, expected] of values) {
	test(`MON_TUI_${variable}=${text} sets ${path}`, () => {
		const settings = readEnvironment(definition, {[`MON_TUI_${variable}`]: text});
		assert.deepEqual([...settings], [[path, expected]]);
	});
}

test('an empty variable is treated as not set, and unknown variables are ignored', () => {
	const settings = readEnvironment(definition, {
		MON_TUI_THEME: '',
		MON_TUI: 'x',
		TERM: 'dumb',
		MON_TUI_VIEW: undefined,
	});
	assert.equal(settings.size, 0);
});

test('two variables for one setting are refused, and the message omits the values', () => {
	assert.throws(
		() => readEnvironment(definition, {MON_TUI_TOKEN: 'one', MON_TUI_SERVER_TOKEN: 'other'}),
		new UsageError('MON_TUI_TOKEN and MON_TUI_SERVER_TOKEN cannot be used together'),
	);
});

const mistakes: ReadonlyArray<[variable: string, text: string, message: string]> = [
	['MON_TUI_ASCII', 'maybe', 'MON_TUI_ASCII must be true or false, not "maybe"'],
	[
		'MON_TUI_INTERVAL',
		'1d',
		'MON_TUI_INTERVAL must be a duration such as 0.5, "500ms", "30s", "5m" or "1h", from 0.1s to 1h, not "1d"',
	],
	['MON_TUI_HISTORY_SAMPLES', '1.5', 'MON_TUI_HISTORY_SAMPLES must be a whole number from 1 to 100000, not 1.5'],
	['MON_TUI_HISTORY_SAMPLES', '1e3', 'MON_TUI_HISTORY_SAMPLES must be a whole number from 1 to 100000, not "1e3"'],
	[
		'MON_TUI_METRICS_GPU_BACKEND',
		'amdgpu,nvidia',
		'MON_TUI_METRICS_GPU_BACKEND must be one of "auto", "nvidia-smi", "amdgpu", "intel", "apple", not "nvidia"',
	],
	[
		'MON_TUI_ALERTS_RULES',
		'memory.percentage>80 for 30s,disks.free<,1GiB',
		'MON_TUI_ALERTS_RULES: "memory.percentage>80 for 30s,disks.free<,1GiB": "30s,disks.free<,1GiB" is not a duration; write 500ms, 30s, 5m or 1h; in a variable, items are separated by ";"',
	],
	['MON_TUI_THEMES', 'x', 'MON_TUI_THEMES is not supported: themes can only be set in the configuration file'],
	['MON_TUI_KEYS', 'x', 'MON_TUI_KEYS must be one of "default", "htop", "btop", "vim", not "x"'],
];

for (const [variable, text, message] of mistakes) {
	test(`${variable}=${text} is refused`, () => {
		assert.throws(() => readEnvironment(definition, {[variable]: text}), new UsageError(message));
	});
}
