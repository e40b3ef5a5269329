import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {runProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

/** Lines with at most one mistake, and the expected message. */
const lines: readonly (readonly [line: string, message?: RegExp])[] = [
	['{'],
	['"intervall": 1,', /:1: intervall is not a known key; did you mean "interval"\?$/],
	['"interval": "fast",', /:13: interval must be a duration such as .* from 0\.1s to 1h, not "fast"$/],
	['"view": "detailled",', /view must be one of "auto", "detailed", "compact", "line", not "detailled"$/],
	['"ascii": "yes",', /ascii must be true or false, not "yes"$/],
	['"frobnicate": {},', /frobnicate is not a known key; known keys: interval, root, metrics, /],
	['"metrics": {'],
	[
		'"gpu": {"backend": ["nvidia"]},',
		/metrics\.gpu\.backend\[0\] must be one of "auto", "nvidia-smi", .*, not "nvidia"$/,
	],
	['"dsks": {},', /metrics\.dsks is not a known key; did you mean "disks"\?$/],
	['"memory": true,', /metrics\.memory must be an object such as \{"enabled": true\}, not true$/],
	['"processor": {"interval": 0}', /metrics\.processor\.interval must be a duration .*, not 0$/],
	['},'],
	['"history": {"samples": 0.5},', /history\.samples must be a whole number from 1 to 100000, not 0\.5$/],
	['"keys": {"quit": 7,', /keys\.quit must be a string that is not empty, not 7$/],
	['"help": "ctrl-h"},', /keys\.help: unknown key "ctrl-h"; use a character, ctrl\+ and a letter, or space/],
	['"theme": "drak", "themes": {"dark":', /theme: there is no theme "drak"; did you mean "dark"\?$/],
	['{"good": "greenish"}},', /themes\.dark\.good must be "#rrggbb", .*, not "greenish"$/],
	['"connect": ["ftp://mon:hunter2-of-a-host@db"],', /connect\[0\]: the address of a server must be .*, not ftp:\/\/$/],
	['"publish": {"url": "nats//hunter2-of-the-broker"},', /publish\.url must be a URL that begins with nats:\/\//],
	['"server": {"port": 99999, ', /server\.port must be a whole number from 0 to 65535, not 99999$/],
	['"tokn": "hunter2-of-the-server"},', /server\.tokn is not a known key; did you mean "token"\?$/],
	['"log": {"level": "loud"},', /log\.level must be error, warn, info or debug, .*, not "loud"$/],
	['"export": {"keepDays": -1, "compres": true},', /export\.keepDays must be a whole number .*, not -1$/],
	['"alerts": {"rules": ['],
	[
		'{"metric": "memory.percent", "warning": 80},',
		/alerts\.rules\[0\]: "memory\.percent" is not a numeric metric; did you mean "memory\.percentage"\?$/,
	],
	[
		'{"metric": "memory.percentage", "warning": 90, "critical": 80},',
		/alerts\.rules\[1\]: critical \(80\.0%\) must be above warning \(90\.0%\)/,
	],
	[
		'{"metric": "load.load1", "warning": 4, "handlers": ["opps"]},',
		/rules\[2\]\.handlers\[0\]: there is no handler "opps"; did/,
	],
	['{"warning": 90}', /alerts\.rules\[3\]\.metric is missing; it must be a string/],
	['], "handlers": ['],
	[
		'{"type": "webhok", "url": "https://example.org/hunter2-of-the-hook"},',
		/handlers\[0\]\.type must be one of .*"webhook".*, not "webhok"$/,
	],
	[
		'{"type": "email", "host": "mail", "from": "me", "to": "ops@example.org", "password": 1}',
		/handlers\[1\]\.from must be an e-mail address/,
	],
	[
		',{"type": "webhook", "name": "ops", "url": "ops.example/hunter2-of-ops",',
		/handlers\[2\]\.url must be a URL that begins/,
	],
	['"headers": {"X Key": "hunter2-of-the-header"}},', /headers\["X Key"\] is not a valid header name$/],
	['{"type": "console", "name": "ops"},', /handlers\[3\] has the same name as an earlier handler, "ops"/],
	[
		'{"type": "slack", "urlFile": "/nowhere/slack"}',
		/handlers\[4\]\.urlFile: \/nowhere\/slack cannot be read: no such/,
	],
	[']}'],
	['}'],
];

test('every mistake in a configuration is reported at once, with its place, and mon-tui does not start', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	writeFileSync(file, lines.map(([line]) => line).join('\n'));

	const {exitCode, stdout, stderr} = await runProgram(['--config', file, '--headless']);
	assert.equal(exitCode, 2);
	assert.equal(stdout, '');
	const reported = stderr.trimEnd().split('\n');
	for (const [index, [line, expected]] of lines.entries()) {
		if (expected) {
			const place = `mon-tui: ${file}:${index + 1}:`;
			const about = reported.filter(one => one.startsWith(place));
			assert.ok(
				about.some(one => expected.test(one)),
				`messages for ${line}:\n${about.join('\n')}`,
			);
		}
	}

	assert.ok(reported.length >= 30, stderr);
	assert.doesNotMatch(stderr, /hunter2/);
});

test('all settings that conflict with each other are reported', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('config.json');
	writeFileSync(file, '{\n"theme": "light",\n"keys": {\n\t"nextVeiw": "w",\n\t"tree": "q"\n}}');

	const {exitCode, stderr} = await runProgram(['--config', file, '--headless']);
	assert.equal(exitCode, 2);
	assert.deepEqual(stderr.split('\n'), [
		`mon-tui: ${file}:4:2: keys.nextVeiw: unknown action; did you mean "nextView"?`,
		`mon-tui: ${file}:5:2: keys.tree: "q" is bound to both quit and tree`,
		'',
	]);
});
