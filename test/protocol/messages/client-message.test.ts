import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import fc from 'fast-check';
import {parseClientMessage} from '../../../source/protocol/messages/client-message.js';
import {RequestError} from '../../../source/protocol/messages/error-code.js';
import {clientMessageSchema} from '../../../source/protocol/schema/client-schema.js';

const isValid = new Ajv2020({strict: false}).compile(clientMessageSchema);

function rejectionOf(text: string): RequestError {
	try {
		parseClientMessage(text);
	} catch (error) {
		assert.ok(error instanceof RequestError);
		return error;
	}

	return assert.fail(`accepted: ${text}`);
}

const window = {seconds: undefined, sinceSequence: undefined, serverId: undefined, points: 1000, columns: undefined};

const plainSubscribe = {
	type: 'subscribe',
	id: undefined,
	intervalMs: undefined,
	metrics: undefined,
	format: 'full',
	events: undefined,
	history: undefined,
	isVersion1: false,
};

const accepted: ReadonlyArray<readonly [name: string, message: object, parsed: object]> = [
	['ping', {type: 'ping'}, {type: 'ping', id: undefined}],
	['ping with an id', {type: 'ping', id: 'a'}, {type: 'ping', id: 'a'}],
	['get_status', {type: 'get_status'}, {type: 'get_status', id: undefined}],
	['unsubscribe', {type: 'unsubscribe'}, {type: 'unsubscribe', id: undefined}],
	['subscribe as the first clients send it', {type: 'subscribe'}, plainSubscribe],
	['unknown fields', {type: 'subscribe', colour: 'red', __proto__: null}, plainSubscribe],
	['an interval', {type: 'subscribe', interval: 0.25}, {...plainSubscribe, intervalMs: 250, isVersion1: true}],
	[
		'metrics, whole and one field',
		{type: 'subscribe', metrics: ['memory', 'processor.usage_percent']},
		{
			...plainSubscribe,
			metrics: [
				{name: 'memory', field: undefined},
				{name: 'processor', field: 'usage_percent'},
			],
			isVersion1: true,
		},
	],
	['a format', {type: 'subscribe', format: 'compact'}, {...plainSubscribe, format: 'compact', isVersion1: true}],
	['no events', {type: 'subscribe', events: []}, {...plainSubscribe, events: [], isVersion1: true}],
	[
		'history with the subscription',
		{type: 'subscribe', history: {seconds: 60}},
		{...plainSubscribe, history: {...window, seconds: 60}, isVersion1: true},
	],
	['history', {type: 'history'}, {type: 'history', id: undefined, window}],
	[
		'history after a reconnect',
		{type: 'history', since_seq: 12, server_id: 'x', points: 5, metrics: ['memory.percentage'], id: '1'},
		{
			type: 'history',
			id: '1',
			window: {
				seconds: undefined,
				sinceSequence: 12,
				serverId: 'x',
				points: 5,
				columns: ['memory.percentage'],
			},
		},
	],
];

for (const [name, message, parsed] of accepted) {
	test(`accepted: ${name}`, () => {
		assert.deepEqual(parseClientMessage(JSON.stringify(message)), parsed);
		assert.equal(isValid(message), true, 'the schema disagrees');
	});
}

const rejected: ReadonlyArray<readonly [name: string, text: string, code: string, message: RegExp]> = [
	['invalid JSON', 'hello', 'INVALID_FORMAT', /is not JSON/],
	['an empty message', '', 'INVALID_FORMAT', /is not JSON/],
	['a byte order mark', '\uFEFF{"type":"ping"}', 'INVALID_FORMAT', /is not JSON/],
	['null', 'null', 'INVALID_FORMAT', /is not a JSON object/],
	['a list', '[{"type":"ping"}]', 'INVALID_FORMAT', /is not a JSON object/],
	['an infinite number', '1e999', 'INVALID_FORMAT', /is not a JSON object/],
	['no type', '{}', 'INVALID_FORMAT', /"type"/],
	['a type that is not a string', '{"type":{"a":1}}', 'INVALID_FORMAT', /"type"/],
	['an inherited type', '{"__proto__":{"type":"ping"}}', 'INVALID_FORMAT', /"type"/],
	['an unknown type', '{"type":"reboot"}', 'UNKNOWN_TYPE', /ping, get_status/],
	['the name of a method', '{"type":"constructor"}', 'UNKNOWN_TYPE', /must be one of/],
	['the name of the prototype', '{"type":"__proto__"}', 'UNKNOWN_TYPE', /must be one of/],
	['an id that is not a string', '{"type":"ping","id":1}', 'INVALID_PARAMS', /^id must be/],
	['a long id', `{"type":"ping","id":"${'x'.repeat(65)}"}`, 'INVALID_PARAMS', /64 characters/],
	[
		'a negative interval',
		'{"type":"subscribe","interval":-1}',
		'INVALID_PARAMS',
		/^interval must be a number from 0.1/,
	],
	['a very long interval', '{"type":"subscribe","interval":1e308}', 'INVALID_PARAMS', /^interval/],
	['an interval as a string', '{"type":"subscribe","interval":"1"}', 'INVALID_PARAMS', /^interval/],
	['a null interval', '{"type":"subscribe","interval":null}', 'INVALID_PARAMS', /^interval/],
	['metrics that are not a list', '{"type":"subscribe","metrics":"cpu"}', 'INVALID_PARAMS', /^metrics/],
	[
		'a duplicate metric',
		'{"type":"subscribe","metrics":["memory","memory"]}',
		'INVALID_PARAMS',
		/^metrics\[1\] must be different/,
	],
	['an unknown format', '{"type":"subscribe","format":"delta"}', 'INVALID_PARAMS', /"full", "compact", not "delta"$/],
	[
		'an unknown event',
		'{"type":"subscribe","events":["all"]}',
		'INVALID_PARAMS',
		/^events\[0\] must be one of "alerts", "lag", not "all"$/,
	],
	['a history that is not an object', '{"type":"subscribe","history":true}', 'INVALID_PARAMS', /^history must be/],
	[
		'a fractional number of points',
		'{"type":"history","points":1.5}',
		'INVALID_PARAMS',
		/^points must be a whole number/,
	],
	[
		'invalid seconds of the history in a subscription',
		'{"type":"subscribe","history":{"seconds":-1}}',
		'INVALID_PARAMS',
		/^history\.seconds/,
	],
];

for (const [name, text, code, message] of rejected) {
	test(`rejected: ${name}`, () => {
		const rejection = rejectionOf(text);
		assert.equal(rejection.code, code);
		assert.match(rejection.message, message);
		if (code === 'INVALID_PARAMS' || code === 'UNKNOWN_TYPE') {
			assert.equal(isValid(JSON.parse(text)), false, 'the schema disagrees');
		}
	});
}

test('the error for an unknown metric lists the available metrics', () => {
	for (const metric of ['cpu', 'memory.gone', 'memory.swap.total', 'disks.path', 'constructor', 'memory.__proto__']) {
		const rejection = rejectionOf(JSON.stringify({type: 'subscribe', id: 'q', metrics: [metric]}));
		assert.equal(rejection.code, 'UNKNOWN_METRIC', metric);
		assert.match(rejection.message, /memory, processor, load/);
		assert.equal(rejection.requestId, 'q');
	}

	const rejection = rejectionOf('{"type":"history","metrics":["memory.used"]}');
	assert.equal(rejection.code, 'UNKNOWN_METRIC');
	assert.match(rejection.message, /processor\.usage_percent/);
});

test('the parser and the schema accept the same messages', () => {
	const value = fc.oneof(
		fc.double(),
		fc.integer(),
		fc.string(),
		fc.boolean(),
		fc.constantFrom<unknown>(null, [], {}, ['alerts'], ['memory'], 'full', 'compact', 1, 0.1, 3600),
	);
	const message = fc.record(
		{
			type: fc.constantFrom('ping', 'get_status', 'subscribe', 'unsubscribe', 'history', 'other'),
			id: fc.oneof(fc.string(), value),
			interval: value,
			format: value,
			events: value,
			history: fc.oneof(value, fc.record({seconds: value, points: value, since_seq: value}, {requiredKeys: []})),
			seconds: value,
			points: value,
		},
		{requiredKeys: ['type']},
	);
	fc.assert(
		fc.property(message, sent => {
			const arrived = JSON.parse(JSON.stringify(sent)) as unknown;
			let isAccepted = true;
			try {
				parseClientMessage(JSON.stringify(sent));
			} catch (error) {
				assert.ok(error instanceof RequestError);
				isAccepted = false;
			}

			assert.equal(isAccepted, isValid(arrived), JSON.stringify(arrived));
		}),
		{numRuns: 2000},
	);
});
