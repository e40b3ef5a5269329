import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {UsageError} from '../../source/config/model/usage-error.js';
import {loadConfig} from '../../source/config/sources/load-config.js';

async function load(content: string) {
	return loadConfig({argv: ['--config', 'c.json'], env: {}, readFile: async () => content});
}

const interval = 'a duration such as 0.5, "500ms", "30s", "5m" or "1h", from 0.1s to 1h';
const topKeys =
	'interval, root, metrics, connect, ca, view, theme, themes, hide, columns, sort, reverse, perCore, units, graphStep, color, graph, ascii, title, mouse, readOnly, keys, history, alerts, server, export, publish, debug, log';

const mistakes: ReadonlyArray<[name: string, content: string, message: string]> = [
	// Invalid JSON.
	['a missing comma', '{\n  "ascii": true\n  "view": "line"\n}', 'c.json:3:3: invalid JSON: a comma is expected'],
	['a missing colon', '{"view" "line"}', 'c.json:1:9: invalid JSON: a colon is expected'],
	['a missing value', '{"view":}', 'c.json:1:9: invalid JSON: a value is expected'],
	['a missing brace', '{"view": "line"', 'c.json:1:16: invalid JSON: a closing } is expected'],
	['a missing bracket', '{"log": {"level": ["info"', 'c.json:1:26: invalid JSON: a closing ] is expected'],
	[
		'a key without quotes',
		'{\r\n\tview: "line"}',
		'c.json:2:2: invalid JSON: a value, or a key in double quotes, is expected',
	],
	['a number for a key', '{1: 2}', 'c.json:1:2: invalid JSON: a key in double quotes is expected'],
	['two commas', '{"ascii": true,, "view": "line"}', 'c.json:1:16: invalid JSON: a key in double quotes is expected'],
	['an open string', '{"view": "line\n}', 'c.json:1:10: invalid JSON: the string is not closed on its line'],
	['an open comment', '{} /* for ever', 'c.json:1:4: invalid JSON: the comment is not closed'],
	[
		'an invalid escape',
		'{"view": "\\line"}',
		'c.json:1:10: invalid JSON: the character after the backslash cannot be escaped',
	],
	['an incomplete number', '{"interval": 1.}', 'c.json:1:14: invalid JSON: the number is not complete'],
	['text after the end', '{}\n{}', 'c.json:2:1: invalid JSON: nothing more is expected'],
	['brackets that are nested too deeply', '['.repeat(500_000), 'c.json: the values are nested too deeply'],
	// Objects with unknown keys, and values that are not objects.
	['a list', '[]', 'c.json:1:1: the configuration must be an object, not an empty list'],
	['a string', '"view"', 'c.json:1:1: the configuration must be an object, not "view"'],
	['null', 'null', 'c.json:1:1: the configuration must be an object, not null'],
	['a misspelt key', '{\n  "veiw": "line"\n}', 'c.json:2:3: veiw is not a known key; did you mean "view"?'],
	[
		'an unknown key unlike any other',
		'{"frobnicate": 1}',
		`c.json:1:2: frobnicate is not a known key; known keys: ${topKeys}`,
	],
	[
		'a misspelt key in a nested section',
		'{"metrics": {"gpu": {\n\t"bakend": "apple"\n}}}',
		'c.json:2:2: metrics.gpu.bakend is not a known key; did you mean "backend"?',
	],
	[
		'a key of another section',
		'{"metrics": {"processor": {"backend": "apple"}}}',
		'c.json:1:28: metrics.processor.backend is not a known key; known keys: enabled, interval',
	],
	['a key of Object.prototype', '{"toString": 1}', `c.json:1:2: toString is not a known key; known keys: ${topKeys}`],
	['__proto__', '{"__proto__": {"view": "line"}}', `c.json:1:2: __proto__ is not a known key; known keys: ${topKeys}`],
	['an empty key', '{"": 1}', `c.json:1:2: [""] is not a known key; known keys: ${topKeys}`],
	['a path as a key', '{"log.file": "a"}', `c.json:1:2: ["log.file"] is not a known key; known keys: ${topKeys}`],
	['a flag of a single run as a key', '{"once": true}', `c.json:1:2: once is not a known key; known keys: ${topKeys}`],
	['a key twice', '{\n  "view": "line",\n  "view": "compact"\n}', 'c.json:3:3: view is set twice'],
	['a section twice', '{"log": {}, "log": {}}', 'c.json:1:13: log is set twice'],
	['a key of a map twice', '{"keys": {"quit": "q", "quit": "x"}}', 'c.json:1:24: keys.quit is set twice'],
	// Values of the wrong type, or out of range.
	['a number too small', '{"interval": 0.05}', `c.json:1:14: interval must be ${interval}, not 0.05`],
	['a number too large', '{"interval": 1e999}', `c.json:1:14: interval must be ${interval}, not Infinity`],
	['an unknown unit', '{"interval": "2 days"}', `c.json:1:14: interval must be ${interval}, not "2 days"`],
	['a number in quotes', '{"interval": "2"}', `c.json:1:14: interval must be ${interval}, not "2"`],
	['null where there is a default', '{"interval": null}', `c.json:1:14: interval must be ${interval}, not null`],
	['true in quotes', '{"ascii": "true"}', 'c.json:1:11: ascii must be true or false, not "true"'],
	[
		'a number for true',
		'{"metrics": {"gpu": {"enabled": 1}}}',
		'c.json:1:33: metrics.gpu.enabled must be true or false, not 1',
	],
	[
		'true for a section',
		'{"metrics": {"gpu": true}}',
		'c.json:1:21: metrics.gpu must be an object such as {"enabled": true}, not true',
	],
	['null for a section', '{"log": null}', 'c.json:1:9: log must be an object, not null'],
	[
		'a number for a choice',
		'{"color": 16}',
		'c.json:1:11: color must be one of "auto", "none", "16", "256", "truecolor", not 16',
	],
	[
		'an object for a choice',
		'{"view": {"name": "line"}}',
		'c.json:1:10: view must be one of "auto", "detailed", "compact", "line", not an object',
	],
	[
		'a wrong item of a list',
		'{"metrics": {"gpu": {"backend": [\n\t"apple",\n\t"amd"\n]}}}',
		'c.json:3:2: metrics.gpu.backend[1] must be one of "auto", "nvidia-smi", "amdgpu", "intel", "apple", not "amd"',
	],
	[
		'null in a list',
		'{"metrics": {"disks": {"paths": ["/", null]}}}',
		'c.json:1:39: metrics.disks.paths[1] must be a path, not null',
	],
	[
		'a fraction for a whole number',
		'{"history": {"samples": 1.5}}',
		'c.json:1:25: history.samples must be a whole number from 1 to 100000, not 1.5',
	],
	['an empty path', '{"log": {"file": ""}}', 'c.json:1:18: log.file must be a path, not ""'],
	[
		'an unknown level',
		'{"log": {"level": "gpu:loud"}}',
		'c.json:1:19: log.level must be error, warn, info or debug, alone or after an area as in gpu:debug, not "gpu:loud"',
	],
	[
		'a number for a key binding',
		'{"keys": {"quit": 7}}',
		'c.json:1:19: keys.quit must be a string that is not empty, not 7',
	],
	[
		'a list of keys',
		'{"keys": ["q"]}',
		'c.json:1:10: keys must be one of "default", "htop", "btop", "vim", or an object with keys by action, not a list',
	],
	[
		'a very long string',
		`{"view": "${'x'.repeat(1000)}"}`,
		`c.json:1:10: view must be one of "auto", "detailed", "compact", "line", not "${'x'.repeat(60)}…"`,
	],
	[
		'a string with control characters',
		'{"view": "\\u001b[2J\u009b"}',
		'c.json:1:10: view must be one of "auto", "detailed", "compact", "line", not "\\u001b[2J\\u009b"',
	],
];

for (const [name, content, message] of mistakes) {
	test(`configuration file: ${name} is refused with its place`, async () => {
		await assert.rejects(load(content), new UsageError(message));
	});
}

test('the key __proto__ does not change Object.prototype', async () => {
	const {config} = await load('{"keys": {"__proto__": "x", "constructor": "y"}}');
	assert.deepEqual(Object.entries(config.keys.bindings), [
		['__proto__', 'x'],
		['constructor', 'y'],
	]);
	assert.equal(Object.getPrototypeOf(config.keys.bindings), Object.prototype);
});

test('any file gives a configuration or one line for every mistake', async () => {
	const keys = fc.constantFrom(
		'interval',
		'metrics',
		'gpu',
		'backend',
		'disks',
		'paths',
		'keys',
		'log',
		'__proto__',
		'',
	);
	const {tree} = fc.letrec<{tree: unknown}>(tie => ({
		tree: fc.oneof(
			{maxDepth: 4},
			fc.constantFrom(null, true, 0.5, '5m', 'apple', 'auto', -1, ''),
			fc.array(tie('tree'), {maxLength: 3}),
			fc.dictionary(keys, tie('tree'), {maxKeys: 4}),
		),
	}));
	const content = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.json(),
		tree.map(value => JSON.stringify(value)),
		fc.tuple(tree, fc.nat()).map(([value, length]) => JSON.stringify(value).slice(0, length % 100)),
	);
	await fc.assert(
		fc.asyncProperty(content, async text => {
			try {
				await load(text);
			} catch (error) {
				assert.ok(error instanceof UsageError, String(error));
				for (const line of error.message.split('\n')) {
					assert.match(line, /^c\.json(?::\d+:\d+: | is empty; )[^\p{Cc}]+$/u);
				}
			}
		}),
		{numRuns: 500},
	);
});
