import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {definition} from '../../../source/config/definition.js';
import {leavesOf} from '../../../source/config/model/section.js';
import {UsageError} from '../../../source/config/model/usage-error.js';
import {commands} from '../../../source/config/options/commands.js';
import {readFlags} from '../../../source/config/sources/flags.js';
import {loadConfig} from '../../../source/config/sources/load-config.js';

const leaves = [...leavesOf(definition), ...leavesOf(commands, 'command')];

async function read(...argv: string[]): Promise<Record<string, unknown>> {
	return Object.fromEntries(await readFlags(argv, leaves));
}

/** A text for every flag that takes a value, and the resulting value. */
const examples: Readonly<Record<string, readonly [text: string, value: unknown]>> = {
	interval: ['2', 2000],
	root: ['/host', '/host'],
	disk: ['/data', ['/data']],
	interface: ['eth0', ['eth0']],
	'gpu-backend': ['apple', ['apple']],
	connect: [
		'ws://web-01:8765',
		[{url: 'ws://web-01:8765', name: undefined, token: undefined, tokenFile: undefined, ca: undefined}],
	],
	ca: ['ca.pem', 'ca.pem'],
	view: ['line', 'line'],
	theme: ['mono', 'mono'],
	hide: ['gpu', ['gpu']],
	columns: ['pid,cpu', ['pid', 'cpu']],
	sort: ['memory', 'memory'],
	units: ['decimal', 'decimal'],
	'graph-step': ['5s', 5000],
	keys: ['vim', {preset: 'vim', bindings: {}}],
	color: ['16', '16'],
	graph: ['block', 'block'],
	host: ['0.0.0.0', '0.0.0.0'],
	port: ['9000', 9000],
	listen: ['unix:/run/mon-tui.sock', 'unix:/run/mon-tui.sock'],
	'socket-group': ['adm', 'adm'],
	'max-clients': ['5', 5],
	token: ['a-token', 'a-token'],
	'token-file': ['/run/token', '/run/token'],
	'allow-host': ['web-01', ['web-01']],
	'allow-origin': ['https://wall.example', ['https://wall.example']],
	'tls-cert': ['cert.pem', 'cert.pem'],
	'tls-key': ['key.pem', 'key.pem'],
	'log-file': ['monitor.log', 'monitor.log'],
	'log-level': ['debug', ['debug']],
	format: ['{memory.percentage}', '{memory.percentage}'],
	alert: [
		'load.load1>4,8 for 30s',
		[
			{
				name: undefined,
				metric: 'load.load1',
				warning: 4,
				critical: 8,
				below: false,
				forMs: 30_000,
				clear: undefined,
				cooldownMs: undefined,
				enabled: true,
				handlers: [],
			},
		],
	],
	cooldown: ['10m', 600_000],
	'test-alert': ['ops', 'ops'],
	publish: ['nats://broker', 'nats://broker'],
	'publish-login': ['mon.creds', 'mon.creds'],
	export: ['/var/export', '/var/export'],
	'export-to': ['influxdb://db/metrics', ['influxdb://db/metrics']],
	'export-interval': ['5m', 300_000],
	for: ['15s', '15s'],
	at: ['yesterday 03:10', 'yesterday 03:10'],
	replay: ['monitoring_20250103.json', 'monitoring_20250103.json'],
	'replay-speed': ['2.5', 2.5],
	report: ['/var/export', '/var/export'],
	completion: ['fish', 'fish'],
	config: ['other.json', 'other.json'],
};

for (const {path, leaf} of leaves) {
	const {flag, switches} = leaf;
	if (flag) {
		test(`--${flag.name} takes its value after a space, an equals sign or its letter`, async () => {
			const [text, value] = examples[flag.name] ?? assert.fail(`give an example for --${flag.name}`);
			assert.deepEqual(await read(`--${flag.name}`, text), {[path]: value});
			assert.deepEqual(await read(`--${flag.name}=${text}`), {[path]: value});
			if (flag.short !== undefined) {
				assert.deepEqual(await read(`-${flag.short}`, text), {[path]: value});
				assert.deepEqual(await read(`-${flag.short}${text}`), {[path]: value});
				assert.deepEqual(await read(`-${flag.short}=${text}`), {[path]: value});
			}

			await assert.rejects(read(`--${flag.name}`), new UsageError(`--${flag.name} requires a value: ${leaf.allowed}`));
		});
	}

	for (const {name, isNegated, short, value} of switches) {
		const long = isNegated ? `--no-${name}` : `--${name}`;
		test(`${long} takes no value`, async () => {
			assert.deepEqual(await read(long), {[path]: value});
			if (short !== undefined) {
				assert.deepEqual(await read(`-${short}`), {[path]: value});
			}

			await assert.rejects(read(`${long}=1`), new UsageError(`${long} takes no value`));
		});
	}
}

test('values of repeated flags are collected in order', async () => {
	assert.deepEqual(await read('--disk', '/', '--once', '--disk=/data'), {
		'metrics.disks.paths': ['/', '/data'],
		'command.once': true,
	});
	assert.deepEqual(await read('--gpu-backend', 'amdgpu,intel', '--gpu-backend=apple'), {
		'metrics.gpu.backend': ['amdgpu', 'intel', 'apple'],
	});
});

test('a mount point may contain a comma', async () => {
	assert.deepEqual(await read('--disk', '/mnt/a,b'), {'metrics.disks.paths': ['/mnt/a,b']});
});

test('values are passed unchanged', async () => {
	for (const text of ['"quoted"', "'single'", '{a}={b}', ' ', '1.0', 'true', 'a\nb', '[object Object]', '-', 'é']) {
		assert.deepEqual(await read(`--format=${text}`), {'command.format': text});
		assert.deepEqual(await read('--format', text), {'command.format': text});
	}

	assert.deepEqual(await read('--format=--once'), {'command.format': '--once'});
});

test('short flags can be combined, the last one with a value', async () => {
	const expected = {view: 'compact', interval: 3000};
	assert.deepEqual(await read('-ci', '3'), expected);
	assert.deepEqual(await read('-ci3'), expected);
	assert.deepEqual(await read('-ci=3'), expected);
});

test('a final separator has no effect', async () => {
	assert.deepEqual(await read('--once', '--'), {'command.once': true});
});

const intervalRule = 'a duration such as 0.5, "500ms", "30s", "5m" or "1h", from 0.1s to 1h';

const mistakes: ReadonlyArray<[name: string, argv: readonly string[], message: string]> = [
	['a misspelt flag', ['--intervall', '3'], 'unknown flag "--intervall"; did you mean "--interval"?'],
	['a misspelt flag with a value', ['--them=mono'], 'unknown flag "--them"; did you mean "--theme"?'],
	['an underscore', ['--gpu_backend', 'apple'], 'unknown flag "--gpu_backend"; did you mean "--gpu-backend"?'],
	['camel case', ['--gpuBackend', 'apple'], 'unknown flag "--gpuBackend"; did you mean "--gpu-backend"?'],
	['capitals', ['--ONCE'], 'unknown flag "--ONCE"; did you mean "--once"?'],
	['a flag like no other', ['--frobnicate'], 'unknown flag "--frobnicate"; --help lists the flags'],
	['an unknown flag that may hold a secret', ['--frob=hunter2'], 'unknown flag "--frob"; --help lists the flags'],
	['a negation of what has none', ['--no-interval'], 'unknown flag "--no-interval"; did you mean "--interval"?'],
	['a double negation', ['--no-no-gpu'], 'unknown flag "--no-no-gpu"; did you mean "--no-gpu"?'],
	['an unknown letter', ['-x'], 'unknown flag "-x"; --help lists the flags'],
	['an unknown letter in a group', ['-cx'], 'unknown flag "-x"; --help lists the flags'],
	['a letter of the wrong case', ['-H'], 'unknown flag "-H"; did you mean "-h"?'],
	['one dash too few', ['-interval', '3'], 'unknown flag "-interval"; did you mean "--interval"?'],
	['one dash too many', ['---once'], 'unknown flag "---once"; did you mean "--once"?'],
	['a name without a flag', ['--=x'], 'unknown flag "--"; --help lists the flags'],
	['__proto__', ['--__proto__', 'x'], 'unknown flag "--__proto__"; --help lists the flags'],
	['a path into an object', ['--interval.x', '3'], 'unknown flag "--interval.x"; did you mean "--interval"?'],
	['no value at the end', ['--once', '--interval'], `--interval requires a value: ${intervalRule}`],
	['a flag in place of a value', ['--interval', '--once'], `--interval requires a value: ${intervalRule}`],
	['a letter in place of a value', ['-i', '-c'], `--interval requires a value: ${intervalRule}`],
	['a separator in place of a value', ['--interval', '--', '3'], `--interval requires a value: ${intervalRule}`],
	['no value for a list', ['--disk'], '--disk requires a value: a path'],
	['an empty value', ['--interval='], `--interval must be ${intervalRule}, not ""`],
	[
		'an id of a group that the system does not have',
		['--socket-group', '99999999999'],
		'--socket-group must be the name of a group, or an id from 0 to 4294967294, not "99999999999"',
	],
	['an empty item', ['--disk', ''], '--disk must be a path, not ""'],
	[
		'a list of nothing',
		['--gpu-backend=,'],
		'--gpu-backend must be one of "auto", "nvidia-smi", "amdgpu", "intel", "apple", not an empty list',
	],
	['not a duration', ['--interval=abc'], `--interval must be ${intervalRule}, not "abc"`],
	['a negative number', ['--interval', '-1'], `--interval must be ${intervalRule}, not -1`],
	['too short', ['-i', '50ms'], `--interval must be ${intervalRule}, not "50ms"`],
	['not a choice', ['--view', 'tiny'], '--view must be one of "auto", "detailed", "compact", "line", not "tiny"'],
	['a value too many', ['--once=maybe'], '--once takes no value'],
	['a value behind a switch', ['--once', 'false'], 'unexpected argument "false"; mon-tui takes only flags, see --help'],
	['a value for a letter', ['-c=no'], '--compact takes no value'],
	['a stray argument', ['stray'], 'unexpected argument "stray"; mon-tui takes only flags, see --help'],
	['an empty argument', [''], 'unexpected argument ""; mon-tui takes only flags, see --help'],
	['a single dash', ['-'], 'unexpected argument "-"; mon-tui takes only flags, see --help'],
	[
		'something after the separator',
		['--', '--once'],
		'unexpected argument "--once"; mon-tui takes only flags, see --help',
	],
	['a flag twice', ['--interval', '1', '-i', '2'], '--interval is set twice'],
	['a flag of several words twice', ['--log-file=a', '--log-file=b'], '--log-file is set twice'],
	['a switch twice', ['-cc'], '--compact is set twice'],
	['on and off', ['--gpu', '--no-gpu'], '--gpu and --no-gpu cannot be used together'],
	['two views', ['--view', 'line', '-c'], '--view and --compact cannot be used together'],
	[
		'a line break in a value',
		['--view=a\nb'],
		'--view must be one of "auto", "detailed", "compact", "line", not "a\\nb"',
	],
	['an escape in a flag', ['--\u001b[2J\u009b'], 'unknown flag "--\\u001b[2J\\u009b"; --help lists the flags'],
	['a path with a NUL', ['--root', 'a\0b'], '--root must be a path, not "a\\u0000b"'],
];

for (const [name, argv, message] of mistakes) {
	test(`flags: ${name} is refused in one line`, async () => {
		await assert.rejects(read(...argv), new UsageError(message));
	});
}

test('any arguments give a configuration or one line for each mistake', async () => {
	const notThere = async () => {
		throw Object.assign(new Error('ENOENT'), {code: 'ENOENT'});
	};
	const flags = leaves.flatMap(({leaf}) => [
		...(leaf.flag ? [`--${leaf.flag.name}`] : []),
		...leaf.switches.map(({name}) => `--${name}`),
	]);
	const junk = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.string().map(text => `--${text}`),
		fc.string().map(text => `-${text}`),
		fc.constantFrom(...flags, '--', '-', '-i', '-c', '1', '--no-gpu', '--__proto__', '--constructor', '--_'),
		fc.tuple(fc.constantFrom(...flags), fc.string({unit: 'binary'})).map(([flag, text]) => `${flag}=${text}`),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(junk, {maxLength: 6}), async argv => {
			try {
				await loadConfig({argv, env: {}, readFile: notThere});
			} catch (error) {
				assert.ok(error instanceof UsageError, String(error));
				for (const mistake of error.mistakes) {
					assert.match(mistake, /^[^\p{Cc}\u2028\u2029]+$/u);
				}
			}
		}),
		{numRuns: 500},
	);
});

test('any valid value is passed unchanged', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.string({unit: 'binary', minLength: 1}),
			fc.array(fc.string({minLength: 1})),
			async (text, names) => {
				const expected = names.length > 0 ? {'metrics.disks.paths': names} : {};
				assert.deepEqual(await read(`--format=${text}`, ...names.map(name => `--disk=${name}`)), {
					'command.format': text,
					...expected,
				});
			},
		),
		{numRuns: 200},
	);
});
