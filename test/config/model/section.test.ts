import assert from 'node:assert/strict';
import test from 'node:test';
import {duration} from '../../../source/config/model/duration.js';
import {choice, integer, number, required, secret, section, text, toggle} from '../../../source/config/model/field.js';
import type {Json} from '../../../source/config/model/given.js';
import type {ValueOf} from '../../../source/config/model/leaf.js';
import {list, listOf, mapOf} from '../../../source/config/model/list.js';
import {assemble, readSection, sectionSchema, sectionToJson} from '../../../source/config/model/section.js';
import {UsageError} from '../../../source/config/model/usage-error.js';
import {readEnvironment} from '../../../source/config/sources/environment.js';
import {parseConfig} from '../../../source/config/sources/parse-config.js';

/** A small definition with the kinds of settings that alerts and the server use. */
const definition = section({
	token: secret({help: 'what clients must know'}),
	rules: listOf(
		section({
			metric: required(text({help: 'what is judged'})),
			warning: number({help: 'from where it is a warning', min: -1000, max: 1e12}),
			for: duration({help: 'how long it must hold', default: 0, min: 0, max: 86_400}),
			limits: section({repeats: integer({help: 'how often at most', default: 3, min: 0, max: 9})}),
		}),
		{help: 'when to raise an alert', default: []},
	),
	handlers: listOf(
		section({
			type: required(choice(['webhook', 'email'], {help: 'how it is sent'})),
			password: secret({help: 'of the account'}),
			headers: mapOf(secret({help: 'a header'}), {help: 'headers of the request'}),
			recipients: list(text({help: 'an address'}), {help: 'who gets it', default: []}),
			enabled: toggle({help: 'send', default: true}),
		}),
		{help: 'whom to tell', default: []},
	),
});

async function read(content: string): Promise<ValueOf<typeof definition>> {
	const given = await parseConfig(content, 'c.json');
	return assemble(definition, given ? readSection(definition, given) : new Map());
}

test('objects in a list get the defaults of their section', async () => {
	const {rules, handlers, token} = await read(`{"rules": [
		{"metric": "memory.percentage", "warning": 80.5, "for": "5m"},
		{"metric": "temperature", "warning": -10, "limits": {"repeats": 0}}
	], "handlers": [{"type": "email", "recipients": "a@example.org"}]}`);
	assert.deepEqual(rules, [
		{metric: 'memory.percentage', warning: 80.5, forMs: 300_000, limits: {repeats: 3}},
		{metric: 'temperature', warning: -10, forMs: 0, limits: {repeats: 0}},
	]);
	assert.deepEqual(handlers, [
		{type: 'email', password: undefined, headers: {}, recipients: ['a@example.org'], enabled: true},
	]);
	assert.equal(token, undefined);

	const metric: string | undefined = rules[0]?.metric;
	const type: 'webhook' | 'email' | undefined = handlers[0]?.type;
	assert.deepEqual([metric, type], ['memory.percentage', 'email']);
});

const mistakes: ReadonlyArray<[name: string, content: string, message: string]> = [
	[
		'an object for a list of objects',
		'{"rules": {"metric": "x"}}',
		'c.json:1:11: rules must be a list of objects, not an object',
	],
	['a string for an object', '{"rules": ["x"]}', 'c.json:1:12: rules[0] must be an object, not "x"'],
	[
		'a required key that is missing',
		'{"rules": [{"metric": "x"},\n\t{"warning": 1}]}',
		'c.json:2:2: rules[1].metric is missing; it must be a string that is not empty',
	],
	[
		'a required key that is null',
		'{"rules": [{"metric": null}]}',
		'c.json:1:23: rules[0].metric must be a string that is not empty, not null',
	],
	[
		'a misspelt key in a list',
		'{"rules": [{"metric": "x", "warn": 1}]}',
		'c.json:1:28: rules[0].warn is not a known key; known keys: metric, warning, for, limits',
	],
	[
		'a wrong value in a nested section',
		'{"rules": [{"metric": "x", "limits": {"repeats": 10}}]}',
		'c.json:1:50: rules[0].limits.repeats must be a whole number from 0 to 9, not 10',
	],
	[
		'a number in quotes',
		'{"rules": [{"metric": "x", "warning": "80"}]}',
		'c.json:1:39: rules[0].warning must be a number from -1000 to 1000000000000, not "80"',
	],
	[
		'a number for a secret',
		'{"token": 12345}',
		'c.json:1:11: token must be a string that is not empty, and not the mask "***"',
	],
	['an empty secret', '{"token": ""}', 'c.json:1:11: token must be a string that is not empty, and not the mask "***"'],
	[
		'the mask of --print-config',
		'{"token": "***"}',
		'c.json:1:11: token must be a string that is not empty, and not the mask "***"',
	],
	[
		'a secret in a map',
		'{"handlers": [{"type": "webhook", "headers": {"X Token": ["hunter2"]}}]}',
		'c.json:1:58: handlers[0].headers["X Token"] must be a string that is not empty, and not the mask "***"',
	],
	[
		'a secret without quotes',
		'{"token": hunter2}',
		'c.json:1:11: invalid JSON: a value, or a key in double quotes, is expected',
	],
	['a secret without a colon', '{"token" "hunter2"}', 'c.json:1:10: invalid JSON: a colon is expected'],
];

for (const [name, content, message] of mistakes) {
	test(`sections: ${name} is refused with its place`, async () => {
		await assert.rejects(read(content), new UsageError(message));
	});
}

test('secrets are read but never printed', async () => {
	const config = await read(
		'{"token": "hunter2", "handlers": [{"type": "webhook", "password": "hunter3", "headers": {"Authorization": "hunter4"}}]}',
	);
	assert.equal(config.token, 'hunter2');
	assert.deepEqual(config.handlers[0]?.headers, {Authorization: 'hunter4'});

	const printed = sectionToJson(definition, config);
	assert.deepEqual(printed, {
		token: '***',
		rules: [],
		handlers: [{type: 'webhook', password: '***', headers: {Authorization: '***'}, recipients: [], enabled: true}],
	});
	assert.doesNotMatch(JSON.stringify(printed), /hunter/);
});

test('an absent secret is printed as absent', async () => {
	assert.equal((sectionToJson(definition, await read('{}')) as {token: Json}).token, null);
});

test('printed rules can be read again', async () => {
	const config = await read('{"rules": [{"metric": "a", "for": "90s"}, {"metric": "b", "warning": 1}]}');
	assert.deepEqual(await read(JSON.stringify(sectionToJson(definition, config))), config);
});

test('a variable can set a secret but not a list of objects', () => {
	assert.deepEqual([...readEnvironment(definition, {MON_TUI_TOKEN: 'hunter2'})], [['token', 'hunter2']]);
	assert.throws(
		() => readEnvironment(definition, {MON_TUI_RULES: '[]'}),
		new UsageError('MON_TUI_RULES is not supported: rules can only be set in the configuration file'),
	);
});

test('the mask is refused in a variable', () => {
	assert.throws(
		() => readEnvironment(definition, {MON_TUI_TOKEN: '***'}),
		new UsageError('MON_TUI_TOKEN must be a string that is not empty, and not the mask "***"'),
	);
});

test('the schema lists the required keys of objects in a list', () => {
	const {properties} = sectionSchema(definition);
	assert.deepEqual(properties.rules, {
		description: 'when to raise an alert',
		type: 'array',
		items: {
			type: 'object',
			properties: {
				metric: {description: 'what is judged', type: 'string', pattern: '.'},
				warning: {
					description: 'from where it is a warning',
					anyOf: [{type: 'number', minimum: -1000, maximum: 1e12}, {type: 'null'}],
				},
				for: {
					description: 'how long it must hold',
					anyOf: [
						{type: 'number', minimum: 0, maximum: 86_400},
						{type: 'string', pattern: '^(\\d+(?:\\.\\d+)?)(ms|s|m|h)$'},
					],
					default: 0,
				},
				limits: {
					type: 'object',
					properties: {
						repeats: {description: 'how often at most', type: 'integer', minimum: 0, maximum: 9, default: 3},
					},
					additionalProperties: false,
				},
			},
			required: ['metric'],
			additionalProperties: false,
		},
		default: [],
	});
});
