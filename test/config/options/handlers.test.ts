import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import {alertComponents} from '../../../source/alerts/rules/subject.js';
import {section} from '../../../source/config/model/field.js';
import {assemble, readSection, sectionSchema, sectionToJson} from '../../../source/config/model/section.js';
import {UsageError} from '../../../source/config/model/usage-error.js';
import {alertDelivery} from '../../../source/config/options/handlers.js';
import {parseConfig} from '../../../source/config/sources/parse-config.js';
import {createHandlers} from '../../../source/delivery/create-handlers.js';

const definition = section({handlers: alertDelivery.handlers});

async function read(content: string) {
	const given = await parseConfig(`{"handlers": ${content}}`, 'c.json');
	assert.ok(given);
	return assemble(definition, readSection(definition, given)).handlers;
}

const filters = {level: 'WARNING', components: [], hours: {from: 0, to: 24, timezone: undefined}};
const common = {name: undefined, enabled: true, timeoutMs: 10_000, filters};

test('each type has its own settings and defaults', async () => {
	const all = await read(`[
		{"type": "console"},
		{"type": "file", "path": "alerts.log", "enabled": false},
		{"type": "email", "host": "mail.example", "from": "m@example.org", "to": "ops@example.org", "timeout": "30s"},
		{"type": "webhook", "url": "https://hooks.example/T0", "headers": {"Authorization": "Bearer x"}, "name": "ops",
			"filters": {"level": "CRITICAL", "components": ["disk"], "hours": {"from": 9.5, "to": 18, "timezone": "Europe/Paris"}}},
		{"type": "slack", "url": "https://hooks.slack.example/T0", "channel": "#ops", "username": "mon"}
	]`);
	assert.deepEqual(all, [
		{...common, type: 'console'},
		{...common, type: 'file', path: path.resolve('alerts.log'), enabled: false},
		{
			...common,
			type: 'email',
			timeoutMs: 30_000,
			host: 'mail.example',
			port: undefined,
			security: 'starttls',
			username: undefined,
			password: undefined,
			passwordFile: undefined,
			from: 'm@example.org',
			to: ['ops@example.org'],
		},
		{
			...common,
			type: 'webhook',
			name: 'ops',
			url: 'https://hooks.example/T0',
			urlFile: undefined,
			headers: {Authorization: 'Bearer x'},
			headersFile: undefined,
			format: 'json',
			filters: {level: 'CRITICAL', components: ['disk'], hours: {from: 9.5, to: 18, timezone: 'Europe/Paris'}},
		},
		{
			...common,
			type: 'slack',
			url: 'https://hooks.slack.example/T0',
			urlFile: undefined,
			channel: '#ops',
			username: 'mon',
		},
	]);
	assert.equal(createHandlers(all, undefined).length, 4);
});

const mistakes: ReadonlyArray<[name: string, content: string, message: string]> = [
	[
		'a component that does not exist, which would keep everything away',
		'[{"type": "console", "filters": {"components": ["memory", "cpu"]}}]',
		`c.json:1:72: handlers[0].filters.components[1] must be one of ${alertComponents.map(one => `"${one}"`).join(', ')}, not "cpu"`,
	],
	['no list', '{}', 'c.json:1:14: handlers must be a list of objects, not an object'],
	['text in the list', '["ops"]', 'c.json:1:15: handlers[0] must be an object, not "ops"'],
	[
		'no type',
		'[{"url": "https://a.example"}]',
		'c.json:1:15: handlers[0].type is missing; it must be one of "console", "file", "email", "webhook", "slack"',
	],
	[
		'a type that does not exist',
		'[{"type": "pager"}]',
		'c.json:1:24: handlers[0].type must be one of "console", "file", "email", "webhook", "slack", not "pager"',
	],
	[
		'a type that every object has',
		'[{"type": "constructor"}]',
		'c.json:1:24: handlers[0].type must be one of "console", "file", "email", "webhook", "slack", not "constructor"',
	],
	[
		'a type that is no text',
		'[{"type": 5}]',
		'c.json:1:24: handlers[0].type must be one of "console", "file", "email", "webhook", "slack", not 5',
	],
	['two types', '[{"type": "console", "type": "file"}]', 'c.json:1:35: handlers[0].type is set twice'],
	[
		'a key of another type',
		'[{"type": "file", "path": "a", "url": "https://a.example"}]',
		'c.json:1:45: handlers[0].url is not a known key; known keys: type, name, enabled, timeout, filters, path',
	],
	[
		'a webhook without its URL',
		'[{"type": "webhook"}]',
		'c.json:1:15: handlers[0].url is missing; it must be a URL that begins with http:// or https://',
	],
	[
		'a URL without http',
		'[{"type": "webhook", "url": "hooks.example/s3cret"}]',
		'c.json:1:42: handlers[0].url must be a URL that begins with http:// or https://',
	],
	[
		'a URL that is a file',
		'[{"type": "slack", "url": "file:///s3cret"}]',
		'c.json:1:40: handlers[0].url must be a URL that begins with http:// or https://',
	],
	[
		'two handlers of one name',
		'[{"type": "console"}, {"type": "file", "path": "a", "name": "console"}]',
		'c.json:1:36: handlers[1] has the same name as an earlier handler, "console"; handler names must be unique',
	],
	[
		'a name that is no name',
		'[{"type": "console", "name": "a b"}]',
		'c.json:1:43: handlers[0].name must be up to 64 letters, digits, dots, dashes and underscores, not "a b"',
	],
	[
		'a mail to nobody',
		'[{"type": "email", "host": "m", "from": "a@b.example", "to": []}]',
		'c.json:1:75: handlers[0].to must contain at least one address',
	],
	[
		'a recipient with a second line',
		'[{"type": "email", "host": "m", "from": "a@b.example", "to": ["a@b.example\\nBcc: c@d.example"]}]',
		'c.json:1:76: handlers[0].to[0] must be an e-mail address such as ops@example.org, not "a@b.example\\nBcc: c@d.example"',
	],
	[
		'a header that is no header',
		'[{"type": "webhook", "url": "https://a.example", "headers": {"X Token": "s3cret"}}]',
		'c.json:1:75: handlers[0].headers["X Token"] is not a valid header name',
	],
	[
		'a header with a second line',
		'[{"type": "webhook", "url": "https://a.example", "headers": {"X-Token": "s3cret\\nX: 1"}}]',
		'c.json:1:75: handlers[0].headers.X-Token must consist of printable characters on one line',
	],
	[
		'a time zone that does not exist',
		'[{"type": "console", "filters": {"hours": {"timezone": "Europe/Nowhere"}}}]',
		'c.json:1:69: handlers[0].filters.hours.timezone must be the name of a time zone such as "Europe/Paris", not "Europe/Nowhere"',
	],
	[
		'an hour that does not exist',
		'[{"type": "console", "filters": {"hours": {"from": 25}}}]',
		'c.json:1:65: handlers[0].filters.hours.from must be a number from 0 to 24, not 25',
	],
	[
		'a level that does not exist',
		'[{"type": "console", "filters": {"level": "INFO"}}]',
		'c.json:1:56: handlers[0].filters.level must be one of "WARNING", "CRITICAL", not "INFO"',
	],
];

for (const [name, content, message] of mistakes) {
	test(`handlers: ${name} is refused with its place`, async () => {
		await assert.rejects(read(content), new UsageError(message));
	});
}

test('addresses, passwords and headers are masked in the printed configuration', async () => {
	const all = await read(`[
		{"type": "webhook", "url": "https://u:hunter1@hooks.example/hunter2", "headers": {"X-Token": "hunter3"}},
		{"type": "slack", "url": "https://hooks.slack.example/hunter4"},
		{"type": "email", "host": "m.example", "from": "a@b.example", "to": "c@d.example", "username": "ops", "password": "hunter5"}
	]`);
	const printed = sectionToJson(definition, {handlers: all});
	assert.doesNotMatch(JSON.stringify(printed), /hunter/);
	const [webhook, slack, email] = (printed as {handlers: readonly Record<string, unknown>[]}).handlers;
	assert.deepEqual([webhook?.type, webhook?.url, webhook?.headers], ['webhook', '***', {'X-Token': '***'}]);
	assert.deepEqual([slack?.type, slack?.url], ['slack', '***']);
	assert.deepEqual([email?.type, email?.username, email?.password], ['email', 'ops', '***']);
});

test('printed handlers without secrets can be read again', async () => {
	const all = await read(
		'[{"type": "file", "path": "a", "filters": {"hours": {"from": 22, "to": 6}}}, {"type": "console"}]',
	);
	const printed = sectionToJson(definition, {handlers: all}) as {handlers: unknown};
	assert.deepEqual(await read(JSON.stringify(printed.handlers)), all);
});

test('the schema distinguishes the types', () => {
	const {properties} = sectionSchema(definition);
	const {items} = properties.handlers as {
		items: {allOf: readonly {then: {properties: {type: unknown}; required: unknown; anyOf: unknown}}[]};
	};
	const urlOrFile = [{required: ['url']}, {required: ['urlFile']}];
	assert.deepEqual(
		items.allOf.map(
			({
				then: {
					properties: {type},
					required,
					anyOf,
				},
			}) => [(type as {enum: unknown}).enum, required, anyOf],
		),
		[
			[['console'], ['type'], undefined],
			[['file'], ['type', 'path'], undefined],
			[['email'], ['type', 'host', 'from', 'to'], undefined],
			[['webhook'], ['type'], urlOrFile],
			[['slack'], ['type'], urlOrFile],
		],
	);
});
