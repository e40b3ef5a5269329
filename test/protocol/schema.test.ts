import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type {HealthReport} from '../../source/health/report.js';
import {allSections} from '../../source/measurements/sections.js';
import {parseWireMetric} from '../../source/measurements/wire-metrics.js';
import {monitoringData} from '../../source/protocol/messages/monitoring-data.js';
import {selectData} from '../../source/protocol/messages/select-data.js';
import {alertMessage, statusMessage} from '../../source/protocol/messages/server-message.js';
import {asyncApi} from '../../source/protocol/schema/asyncapi.js';
import {clientMessageSchema} from '../../source/protocol/schema/client-schema.js';
import {serverMessageSchema, serverMessageSchemas} from '../../source/protocol/schema/server-schema.js';
import {fieldsOf} from '../../source/support/fields.js';
import {eventOf} from '../helpers/alert-events.js';
import {arbitrarySample} from '../helpers/arbitrary-sample.js';
import {sampleAt} from '../helpers/samples.js';
import {validator} from '../helpers/validator.js';

function faultsOf(validate: ValidateFunction, message: unknown): unknown {
	// As a client receives it, after a round trip through JSON.
	validate(JSON.parse(JSON.stringify(message)));
	return validate.errors ?? [];
}

test('every snapshot matches the schema, and the schema describes all of its fields', () => {
	const validate = validator(serverMessageSchemas.monitoring_data);
	fc.assert(
		fc.property(arbitrarySample, sample => {
			assert.deepEqual(faultsOf(validate, monitoringData(sample)), []);
		}),
		{numRuns: 300},
	);
});

test('a snapshot for a subscription to single fields matches the schema', () => {
	const validate = validator(serverMessageSchemas.monitoring_data);
	const message = monitoringData(sampleAt(0));
	const fields = allSections.flatMap(([name, {schema}]) =>
		Object.keys(fieldsOf(schema.properties) ?? {}).flatMap(field => parseWireMetric(`${name}.${field}`) ?? []),
	);
	assert.ok(fields.length > 50);
	for (const field of fields) {
		assert.deepEqual(faultsOf(validate, {...message, data: selectData(message.data, [field], 'full')}), []);
	}
});

test('a field that is missing in the schema is detected', () => {
	const validate = validator(serverMessageSchemas.lag);
	const lag = {type: 'lag', skipped: 1, from: 2, to: 2};
	assert.deepEqual(faultsOf(validate, lag), []);
	assert.notDeepEqual(faultsOf(validate, {...lag, extra: 1}), []);
	assert.notDeepEqual(faultsOf(validate, {...lag, from: '2'}), []);
	assert.notDeepEqual(faultsOf(validate, {type: 'lag', skipped: 1, from: 2}), []);
});

test('alert events match the schema', () => {
	const validate = validator(serverMessageSchemas.alert);
	for (const kind of ['raised', 'escalated', 'deescalated', 'cleared'] as const) {
		assert.deepEqual(faultsOf(validate, alertMessage(eventOf(kind))), []);
	}
});

test('a status matches the schema, with a full health report and without one', () => {
	const validate = validator(serverMessageSchemas.status);
	const status = {
		clients: 3,
		maxClients: 1000,
		startedMs: 0,
		uptimeMs: 5000,
		serverVersion: '1.2.3',
		sequence: 4,
		intervalMs: 500,
		skippedFrames: 0,
		address: 'unix:/run/mon-tui.sock',
		cpuPercent: 1.5,
		residentSetBytes: 2 ** 26,
	};
	for (const health of [undefined, arbitraryHealth(false), arbitraryHealth(true)]) {
		assert.deepEqual(faultsOf(validate, statusMessage({id: 'x'}, {...status, health})), []);
	}
});

/** A report in which all values are known, or as few as possible. */
function arbitraryHealth(isFull: boolean): HealthReport {
	const maybe = <Value>(value: Value): Value | undefined => (isFull ? value : undefined);
	const counts = {successes: 1, failures: 2, timeouts: 3, skipped: 4, isRunning: false};
	return {
		status: 'degraded',
		reasons: ['export: the disk is full'],
		source: isFull ? 'local' : 'recording',
		startedAtMs: 0,
		uptimeMs: 1234,
		samples: 2,
		sampleAgeMs: maybe(20.5),
		intervalMs: 500,
		firingAlerts: 0,
		collectors: [
			{
				...counts,
				name: 'processor',
				cadenceMs: 500,
				state: isFull ? 'error' : 'ok',
				reason: maybe('no /proc/stat'),
				lastDurationMs: maybe(0.1),
				durations: maybe({p50Ms: 0.12345, p95Ms: 0.2, maxMs: 3}),
				lastError: maybe('no /proc/stat'),
			},
		],
		handlers: [
			{name: 'ops', isEnabled: true, queued: 0, handled: 1, failed: 2, dead: 3, lastError: maybe('status 503')},
		],
		export: maybe({written: 1, waiting: 2, lost: 3}),
		databases: isFull ? [{place: 'postgres://db/metrics', written: 1, waiting: 2, lost: 3}] : [],
		server: maybe({address: maybe('unix:/run/mon-tui.sock'), clients: 1, skippedFrames: 2}),
		memory: maybe({residentSetBytes: 2 ** 26, trendBytesPerHour: maybe(-12.5), leakWarning: maybe('it rose')}),
		eventLoopDelayMs: maybe(12.3456),
		problems: [{area: 'export', message: 'the disk is full', sinceMs: 0}],
	};
}

test('the published schemas are valid and allow unknown fields', () => {
	const ajv = new Ajv2020({strict: false});
	ajv.compile(clientMessageSchema);
	const validate = ajv.compile(serverMessageSchema);
	assert.deepEqual(faultsOf(validate, {type: 'lag', skipped: 1, from: 2, to: 2, extra: 1}), []);
});

test('every operation of the AsyncAPI document refers to a message', () => {
	const document = asyncApi('1.2.3');
	const follow = ({$ref}: {readonly $ref: string}): unknown =>
		$ref
			.slice(2)
			.split('/')
			.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], document);

	const {receive, send} = document.operations;
	const names = [...receive.messages, ...send.messages].map(reference => {
		const message = follow(follow(reference) as {readonly $ref: string}) as {
			readonly name: string;
			readonly payload: object;
		};
		assert.equal(typeof message.payload, 'object');
		return message.name;
	});
	assert.deepEqual(names, [
		...['ping', 'get_status', 'subscribe', 'unsubscribe', 'history'],
		...['connection', 'monitoring_data', 'alert', 'lag', 'history', 'pong', 'status', 'subscription', 'error'],
	]);
	assert.deepEqual(follow(receive.channel), document.channels.stream);
});
