import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {defaultConfig} from '../../../source/config/definition.js';
import {UsageError} from '../../../source/config/model/usage-error.js';
import {printConfig} from '../../../source/config/print-config.js';
import {type ConfigSources, loadConfig} from '../../../source/config/sources/load-config.js';

/** A separate home directory, so that the configuration of the user has no effect. */
function home(t: TestContext, file?: string): string {
	const directory = mkdtempSync(path.join(tmpdir(), 'mon-tui-config-'));
	t.after(() => rmSync(directory, {recursive: true}));
	mkdirSync(path.join(directory, '.config', 'mon-tui'), {recursive: true});
	if (file !== undefined) {
		writeFileSync(usualFile(directory), file);
	}

	return directory;
}

function usualFile(directory: string): string {
	return path.join(directory, '.config', 'mon-tui', 'config.json');
}

async function load(directory: string, sources: Partial<ConfigSources> = {}) {
	return loadConfig({argv: [], env: {}, homedir: () => directory, ...sources});
}

test('without file, variables and flags every setting has its default', async t => {
	const {config, command} = await load(home(t));
	assert.deepEqual(config, {
		intervalMs: 500,
		root: undefined,
		metrics: {
			processor: {enabled: true, intervalMs: undefined},
			memory: {enabled: true, intervalMs: undefined},
			disks: {enabled: true, intervalMs: 5000, paths: []},
			network: {enabled: true, intervalMs: undefined, interfaces: [], virtual: false},
			processes: {enabled: true, intervalMs: 2000},
			gpu: {enabled: true, intervalMs: 1000, backend: ['auto']},
			pressure: {enabled: true, intervalMs: 2000},
			limits: {enabled: true, intervalMs: 1000},
			groups: {enabled: true, intervalMs: 2000},
			kernel: {enabled: true, intervalMs: 2000},
			temperatures: {enabled: true, intervalMs: 2000},
			hardware: {enabled: true, intervalMs: 5000},
			events: {enabled: true, intervalMs: undefined},
		},
		connect: [],
		ca: undefined,
		view: 'auto',
		theme: 'auto',
		themes: {},
		hide: [],
		columns: defaultConfig.columns,
		sort: 'cpu',
		reverse: false,
		perCore: true,
		units: 'binary',
		graphStepMs: 1000,
		color: 'auto',
		graph: 'auto',
		ascii: false,
		debug: false,
		mouse: true,
		title: true,
		readOnly: false,
		keys: {preset: 'default', bindings: {}},
		history: {samples: 1000, seconds: 3600},
		alerts: {
			enabled: true,
			cooldownMs: 300_000,
			rules: defaultConfig.alerts.rules,
			handlers: [],
			groupWaitMs: 1000,
			spool: undefined,
			heartbeat: {url: undefined, urlFile: undefined, intervalMs: 60_000},
		},
		export: {
			directory: undefined,
			to: [],
			toFile: undefined,
			intervalMs: 60_000,
			everySample: false,
			compress: false,
			pretty: false,
			maxFileBytes: 104_857_600,
			keepBytes: 10_737_418_240,
			keepFiles: undefined,
			keepDays: undefined,
		},
		publish: {url: undefined, urlFile: undefined, login: undefined, loginFile: undefined},
		server: {
			enabled: false,
			host: '127.0.0.1',
			port: 8765,
			listen: undefined,
			socketGroup: undefined,
			maxClients: 1000,
			compress: false,
			token: undefined,
			tokenFile: undefined,
			auth: true,
			allowHosts: [],
			allowOrigins: [],
			trustProxy: false,
			commandLines: false,
			tlsCert: undefined,
			tlsKey: undefined,
		},
		log: {file: undefined, level: ['info']},
	});
	assert.deepEqual(command, {
		once: false,
		json: false,
		format: undefined,
		alert: [],
		check: false,
		diagnose: false,
		for: undefined,
		replay: undefined,
		at: undefined,
		replaySpeed: 1,
		report: undefined,
		testAlert: undefined,
		config: undefined,
		printConfig: false,
		completion: undefined,
		doctor: false,
		headless: false,
		stdio: false,
		help: false,
		version: false,
	});
});

test('flags override variables, variables override the file, and the file overrides defaults', async t => {
	const {config} = await load(
		home(t, '{"interval": 1, "view": "line", "theme": "light", "metrics": {"gpu": {"interval": 9}}}'),
		{
			env: {MON_TUI_VIEW: 'detailed', MON_TUI_THEME: 'mono', MON_TUI_METRICS_GPU_ENABLED: 'no'},
			argv: ['--theme', 'high-contrast', '--gpu'],
		},
	);
	assert.equal(config.intervalMs, 1000);
	assert.equal(config.view, 'detailed');
	assert.equal(config.theme, 'high-contrast');
	assert.equal(config.graph, 'auto');
	assert.deepEqual(config.metrics.gpu, {enabled: true, intervalMs: 9000, backend: ['auto']});
});

test('a list in a later source replaces the list of an earlier one', async t => {
	const {config} = await load(home(t, '{"metrics": {"disks": {"paths": ["/", "/data"]}}}'), {
		argv: ['--disk', '/home'],
	});
	assert.deepEqual(config.metrics.disks.paths, ['/home']);
});

test('overridden values are also validated', async t => {
	await assert.rejects(
		load(home(t), {env: {MON_TUI_VIEW: 'tiny'}, argv: ['--view', 'line']}),
		new UsageError('MON_TUI_VIEW must be one of "auto", "detailed", "compact", "line", not "tiny"'),
	);
});

test('comments, trailing commas, a byte order mark and $schema are accepted', async t => {
	const {config} = await load(
		home(
			t,
			`\uFEFF// for this host
{
	"$schema": "./schema.json",
	/* slower */ "interval": "2s",
	"metrics": {"network": {"interfaces": ["eth0", "eth1",],},},
	"log": {"file": null},
}
`,
		),
	);
	assert.equal(config.intervalMs, 2000);
	assert.deepEqual(config.metrics.network.interfaces, ['eth0', 'eth1']);
	assert.equal(config.log.file, undefined);
});

for (const [name, content] of [
	['no byte', ''],
	['blanks', ' \n\t\r\n'],
	['a byte order mark', '\uFEFF'],
] as const) {
	test(`a file with ${name} is refused`, async t => {
		const directory = home(t, content);
		await assert.rejects(
			load(directory),
			new UsageError(`${usualFile(directory)} is empty; use {} for a configuration with all defaults`),
		);
	});
}

test('/dev/null sets nothing', async t => {
	const {config} = await load(home(t, '{"interval": 5}'), {argv: ['--config', '/dev/null']});
	assert.equal(config.intervalMs, 500);
});

test('relative paths are resolved against the directory of the file, else the working directory', async t => {
	const directory = home(
		t,
		JSON.stringify({
			export: {directory: 'recordings', to: ['postgres://db/metrics?password-file=pw&ca=/ca.pem']},
			log: {file: '../mon.log'},
			server: {tlsCert: '/etc/cert.pem', tokenFile: 'token'},
			alerts: {handlers: [{type: 'email', host: 'h', from: 'a@b.c', to: 'a@b.c', passwordFile: 'password'}]},
		}),
	);
	const folder = path.dirname(usualFile(directory));
	writeFileSync(path.join(folder, 'token'), 'tok', {mode: 0o600});
	writeFileSync(path.join(folder, 'password'), 'hush', {mode: 0o600});
	const {config} = await load(directory, {env: {MON_TUI_SERVER_TLS_KEY: 'key.pem'}});
	assert.equal(config.export.directory, path.join(folder, 'recordings'));
	assert.deepEqual(config.export.to, [
		`postgres://db/metrics?password-file=${encodeURIComponent(`${folder}/`)}pw&ca=/ca.pem`,
	]);
	assert.equal(config.log.file, path.join(folder, '..', 'mon.log'));
	assert.equal(config.server.tlsCert, '/etc/cert.pem');
	assert.equal(config.server.token, 'tok');
	assert.equal(config.server.tlsKey, 'key.pem');
	const [handler] = config.alerts.handlers;
	assert.equal(handler?.type === 'email' && handler.password, 'hush');

	const printed: unknown = JSON.parse(printConfig(config));
	assert.match(JSON.stringify(printed), new RegExp(`"tlsKey":"${path.resolve('key.pem')}"`));
});

test('config.jsonc is also read; two configuration files are refused', async t => {
	const directory = home(t);
	const second = `${usualFile(directory)}c`;
	writeFileSync(second, '// slower\n{"interval": 2}');
	const {config, configFile} = await load(directory);
	assert.equal(config.intervalMs, 2000);
	assert.equal(configFile, second);
	writeFileSync(usualFile(directory), '{}');
	await assert.rejects(load(directory), /config\.json" and .*config\.jsonc" both exist; remove one of them/);
});

test('the configuration in the home directory of another user does not exist for this user', async t => {
	const directory = home(t);
	const denied = async (): Promise<string> => {
		throw Object.assign(new Error('EACCES'), {code: 'EACCES', errno: -13});
	};
	await assert.rejects(load(directory, {readFile: denied}), /config\.json(?:" and|" cannot be read)/);
	const {config} = await load(path.join(directory, 'cannot', 'enter'), {readFile: denied});
	assert.equal(config.intervalMs, 500);
	await assert.rejects(
		load(path.join(directory, 'cannot', 'enter'), {readFile: denied, argv: ['--config', '/x/config.json']}),
		new UsageError('--config: "/x/config.json" cannot be read: permission denied'),
	);
});

test('MON_TUI_CONFIG names the file, and --config overrides it', async t => {
	const directory = home(t, '{"interval": 1}');
	const [second, third] = [path.join(directory, 'second.json'), path.join(directory, 'third.json')];
	writeFileSync(second, '{"interval": 2}');
	writeFileSync(third, '{"interval": 3}');
	const env = {MON_TUI_CONFIG: second};
	assert.equal((await load(directory, {env})).config.intervalMs, 2000);
	assert.equal((await load(directory, {env})).configFile, second);
	assert.equal((await load(directory, {env, argv: ['--config', third]})).config.intervalMs, 3000);
	assert.equal((await load(directory, {env: {MON_TUI_CONFIG: ''}})).config.intervalMs, 1000);
	await assert.rejects(
		load(directory, {env: {MON_TUI_CONFIG: '/nowhere.json'}}),
		new UsageError('MON_TUI_CONFIG: "/nowhere.json" cannot be read: no such file or directory'),
	);
});

test('an unknown variable causes a warning, variables of services are ignored', async t => {
	const {config, warnings} = await load(home(t), {
		env: {
			MON_TUI_INTERVALL: '1',
			MON_TUI___PROTO__: 'x',
			MON_TUI_SERVICE_HOST: '10.0.0.7',
			MON_TUI_SERVICE_PORT: '8765',
			MON_TUI_SERVICE_PORT_HTTP: '8765',
			MON_TUI_PORT: 'tcp://10.0.0.7:8765',
			MON_TUI_PORT_8765_TCP: 'tcp://10.0.0.7:8765',
			MON_TUI_PORT_8765_TCP_PROTO: 'tcp',
			MON_TUI_PORT_8765_TCP_PORT: '8765',
			MON_TUI_PORT_8765_TCP_ADDR: '10.0.0.7',
			MON_TUI_SERVER_PORT: 'tcp://10.0.0.7:8765',
			MON_TUI_SERVER_SERVICE_HOST: '10.0.0.7',
			MON_TUI_WEB_NAME: '/app/mon-tui-web',
		},
	});
	assert.equal(config.server.port, 8765);
	assert.deepEqual(warnings, [
		'MON_TUI_INTERVALL is not a known variable and is ignored; did you mean "MON_TUI_INTERVAL"?',
		'MON_TUI___PROTO__ is not a known variable and is ignored',
	]);
});

const emptyFiles: ReadonlyArray<[name: string, content: string]> = [
	['comments', '// nothing yet\n/* here neither */'],
	['an empty object', '{}'],
];

for (const [name, content] of emptyFiles) {
	test(`a file with ${name} sets nothing`, async t => {
		assert.deepEqual((await load(home(t, content))).config, (await load(home(t))).config);
	});
}

test('the path of the configuration is known before the file exists', async t => {
	const directory = home(t);
	assert.equal((await load(directory)).configFile, path.join(directory, '.config/mon-tui/config.json'));
});

test('a single value of a list needs no brackets', async t => {
	const {config} = await load(home(t, '{"metrics": {"gpu": {"backend": "apple"}, "disks": {"paths": "/data"}}}'));
	assert.deepEqual(config.metrics.gpu.backend, ['apple']);
	assert.deepEqual(config.metrics.disks.paths, ['/data']);
});

test('the file is read from XDG_CONFIG_HOME, unless that is relative or empty', async t => {
	const directory = home(t, '{"view": "line"}');
	const elsewhere = home(t);
	mkdirSync(path.join(elsewhere, 'mon-tui'));
	writeFileSync(path.join(elsewhere, 'mon-tui', 'config.json'), '{"view": "compact"}');

	const view = async (XDG_CONFIG_HOME: string) => (await load(directory, {env: {XDG_CONFIG_HOME}})).config.view;
	assert.equal(await view(elsewhere), 'compact');
	assert.equal(await view(''), 'line');
	assert.equal(await view('relative'), 'line');
});

test('a user without a home directory needs no file', async () => {
	const homeless = () => {
		throw new Error('no such user');
	};
	assert.equal((await loadConfig({argv: [], env: {}, homedir: homeless})).config.view, 'auto');
});

test('--config replaces the default file, and messages name it', async t => {
	const directory = home(t, '{"view": "line", "theme": "mono"}');
	const other = path.join(directory, 'other.json');
	writeFileSync(other, '{"view": "compact"}');
	const {config} = await load(directory, {argv: ['--config', other]});
	assert.equal(config.view, 'compact');
	assert.equal(config.theme, 'auto');

	writeFileSync(other, '{\n\t"view": 1}');
	await assert.rejects(
		load(directory, {argv: ['--config', other]}),
		new UsageError(`${other}:2:10: view must be one of "auto", "detailed", "compact", "line", not 1`),
	);
});

test('a file named by a flag or variable must be readable', async t => {
	const directory = home(t);
	const missing = path.join(directory, 'missing.json');
	await assert.rejects(load(directory, {argv: ['--config', missing]}), (error: unknown) => {
		assert.ok(error instanceof UsageError);
		assert.equal(error.message, `--config: "${missing}" cannot be read: no such file or directory`);
		assert.equal((error.cause as NodeJS.ErrnoException).code, 'ENOENT');
		return true;
	});
	await assert.rejects(
		load(directory, {argv: ['--config', directory]}),
		(error: Error) => error.message === `--config: "${directory}" cannot be read: illegal operation on a directory`,
	);
});

test('the default file may be missing but not unreadable', async t => {
	const directory = home(t);
	mkdirSync(usualFile(directory));
	await assert.rejects(
		load(directory),
		(error: Error) =>
			error instanceof UsageError &&
			error.message === `the configuration "${usualFile(directory)}" cannot be read: illegal operation on a directory`,
	);
});

test('a home directory that is a file contains no configuration', async t => {
	const directory = home(t);
	const file = path.join(directory, 'file');
	writeFileSync(file, '');
	assert.equal((await load(file)).config.view, 'auto');
});

test('an endless file is refused', {skip: process.platform === 'win32'}, async t => {
	const directory = home(t);
	symlinkSync('/dev/zero', usualFile(directory));
	await assert.rejects(
		load(directory),
		(error: Error) =>
			error instanceof UsageError &&
			error.message.endsWith('the file is larger than 1 MiB, the maximum for a configuration'),
	);
});

test('--help and --version ignore the file and the environment', async t => {
	const directory = home(t, '{"view": 7}');
	for (const flag of ['--help', '-h', '--version', '-V']) {
		const {command} = await load(directory, {argv: [flag], env: {MON_TUI_VIEW: 'tiny'}});
		assert.equal(command.help, flag.endsWith('h') || flag.endsWith('help'));
		assert.equal(command.version, !command.help);
	}
});

test('flags of a single run are separate from settings', async t => {
	const {command, config} = await load(home(t), {
		argv: ['--once', '--format', '{memory.percentage}', '--print-config'],
	});
	assert.equal(command.once, true);
	assert.equal(command.format, '{memory.percentage}');
	assert.equal(command.printConfig, true);
	assert.equal('once' in config, false);
});

for (const [argv, message] of [
	[['--json', '--format', 'x'], '--json and --format cannot be used together'],
	[['--once', '--headless'], '--once and --headless cannot be used together'],
	[['--check', '--headless'], '--check and --headless cannot be used together'],
	[['--headless', '--json'], '--json and --headless cannot be used together'],
	[['--replay', 'X', '--connect', 'Y'], '--replay and --connect cannot be used together'],
	[['--report', 'X', '--connect', 'Y'], '--connect and --report cannot be used together'],
	[['--replay', 'X', '--export', 'Y'], '--replay and --export cannot be used together'],
	[['--once', '--serve'], '--once and --serve cannot be used together'],
	[['--check', '--publish', 'nats://h'], '--check and --publish cannot be used together'],
	[['--test-alert', 'ops', '--once'], '--once and --test-alert cannot be used together'],
	[
		['--for', '5s'],
		'--for is a time only with --diagnose; otherwise it is a directory or the ID of a process, found "5s"',
	],
	[
		['--diagnose', '--for', '/tmp'],
		'--for must be a duration such as 0.5, "500ms", "30s", "5m" or "1h", from 1s to 1h, not "/tmp"',
	],
	[['--at', '14:00'], '--at requires --replay'],
	[['--at', '14:00', '--diagnose'], '--at requires --replay'],
	[['--replay', 'X', '--diagnose', '--for', '5s'], '--for and --replay cannot be used together'],
] as const) {
	test(`${argv.join(' ')} is refused`, async t => {
		await assert.rejects(load(home(t), {argv}), new UsageError(message));
	});
}

for (const argv of [
	['--headless', '--serve'],
	['--replay', 'X', '--serve'],
	['--replay', 'X', '--json', '--once'],
	['--connect', 'Y', '--check'],
	['--connect', 'Y', '--diagnose', '--for', '5s'],
	['--replay', 'X', '--at', '14:00'],
	['--replay', 'X', '--diagnose', '--at', '14:00', '--json'],
	['--report', 'X', '--json'],
	['--once', '--no-serve'],
] as const) {
	test(`${argv.join(' ')} is accepted`, async t => {
		await load(home(t), {argv});
	});
}

test('the output of --print-config gives the same configuration', async t => {
	const directory = home(t, '{"keys": {"quit": "x", "__proto__": "y"}}');
	const {config} = await load(directory, {
		argv: [
			'-c',
			'-i',
			'1500ms',
			'--no-gpu',
			'--disk',
			'/a,b',
			'--log-level',
			'warn,gpu:debug',
			'--log-file',
			path.resolve('é "x".log'),
		],
	});
	const printed = printConfig(config);
	assert.equal((JSON.parse(printed) as {interval: unknown}).interval, 1.5);

	writeFileSync(usualFile(directory), printed);
	const again = await load(directory);
	assert.deepEqual(again.config, config);
	assert.equal(printConfig(again.config), printed);
});

test('the printed defaults can be read again', async t => {
	const directory = home(t);
	const {config} = await load(directory);
	writeFileSync(usualFile(directory), printConfig(config));
	assert.deepEqual((await load(directory)).config, config);
});

test('a token is masked when printed, and a token in a flag causes a warning', async t => {
	const inFlag = await load(home(t), {argv: ['--serve', '--token', 'hunter2']});
	assert.equal(inFlag.config.server.token, 'hunter2');
	assert.equal(printConfig(inFlag.config).includes('hunter2'), false);
	assert.deepEqual(inFlag.warnings, ['the process list shows --token: use MON_TUI_TOKEN or --token-file instead']);

	const inVariable = await load(home(t), {argv: ['--serve'], env: {MON_TUI_TOKEN: 'hunter2'}});
	assert.equal(inVariable.config.server.token, 'hunter2');
	assert.deepEqual(inVariable.warnings, []);

	const inUrl = await load(home(t), {argv: ['--publish', 'nats://mon:hunter2@broker']});
	assert.equal(printConfig(inUrl.config).includes('hunter2'), false);
	assert.match(inUrl.warnings.join(), /the login in --publish/);
	assert.deepEqual((await load(home(t), {argv: ['--publish', 'nats://broker']})).warnings, []);
});
