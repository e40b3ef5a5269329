import {alertEventKinds} from '../../alerts/alert.js';
import {
	array,
	bytes,
	flag,
	integer,
	nullable,
	number,
	object,
	percent,
	type Schema,
	text,
	time,
} from '../../measurements/json-schema.js';
import {allSections} from '../../measurements/sections.js';
import {errorCodes} from '../messages/error-code.js';
import type {MonitoringData} from '../messages/monitoring-data.js';
import type {alertMessage, ServerMessage} from '../messages/server-message.js';
import {healthSchema} from './health-schema.js';

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, {readonly type: Type}>;

const requestId: Schema = {type: 'string', maxLength: 64, description: 'of the request'};
const sequence = integer('number of the snapshot; counts from 1 since the server started');
const epochMs = integer('epoch milliseconds');
const seconds = (description: string): Schema => number(`${description}, in seconds`);

const alertFields = {
	timestamp: time('latest judgement'),
	component: text('what it is about: memory, disk, …'),
	metric: text('place of the number in the message'),
	value: number('the number'),
	threshold: number('what it broke'),
	level: {enum: ['WARNING', 'CRITICAL']},
	message: text('for a person'),
	id: text('of the episode: the same from raising to clearing'),
	since: time('since when the threshold is broken'),
	duration: seconds('time since the threshold is broken'),
	rule: text('id of the rule that is broken'),
	unit: text('of value, threshold and range'),
	range: object<MonitoringData['alerts'][number]['range']>({
		min: number('lowest value since it was raised'),
		mean: number('mean since it was raised'),
		max: number('highest value since it was raised'),
	}),
	top_processes: array(
		object<MonitoringData['alerts'][number]['top_processes'][number]>({
			pid: integer('number of the process'),
			name: text('name of the process'),
			cpu_percent: nullable(percent('of one core')),
			memory: bytes('resident set'),
		}),
		'what cost most when the level last rose',
	),
	acknowledged: flag('somebody knows'),
	silenced: flag('nobody is told'),
	no_data: flag('the value is the last there was'),
} as const;

const connection = object<Of<'connection'>>({
	type: {const: 'connection'},
	status: {const: 'connected'},
	protocol: {const: 1},
	server_version: text('version of mon-tui'),
	server_id: text('changes with every start; seq then counts from 1 again'),
	host: nullable(
		object<Of<'connection'>['host']>({
			hostname: text('name of the machine'),
			os: text('distribution or product'),
			arch: text('as Node names it'),
			boot_time: nullable(time('start of the machine')),
		}),
	),
	interval: seconds('distance between snapshots'),
	metrics: array(text('name'), 'members of data'),
	limits: object<Of<'connection'>['limits']>({
		max_message: bytes('longest message that a client may send'),
		rate: number('requests per second'),
		history: integer('samples that are kept'),
	}),
	seq: nullable(sequence),
	features: array(text('name'), 'what the server can do beyond the first version of the protocol'),
});

const monitoringData = object<MonitoringData>(
	{
		type: {const: 'monitoring_data'},
		seq: sequence,
		t: epochMs,
		timestamp: time('of the snapshot'),
		interval: seconds('nominal distance to the next measurement'),
		span: object<NonNullable<MonitoringData['span']>>({
			seconds: seconds('time up to the time stamp that the message covers'),
			samples: integer('measurements that it stands for'),
			range: {
				type: 'object',
				description: 'lowest and highest value of the numbers that varied, by their metric paths',
				additionalProperties: object<NonNullable<MonitoringData['span']>['range'][string]>({
					min: number('lowest'),
					max: number('highest'),
				}),
			},
		}),
		data: {
			type: 'object',
			description: 'what was measured; null is not known. A subscription may ask for less',
			properties: Object.fromEntries(
				allSections.map(([name, {schema}]) => [name, name === 'errors' ? schema : nullable(schema)]),
			),
		},
		alerts: array(object<MonitoringData['alerts'][number]>(alertFields), 'firing now'),
		events: array(
			object<NonNullable<MonitoringData['events']>[number]>({
				id: text('of the event: no other has it'),
				seq: integer('counts the events'),
				event: {enum: alertEventKinds},
				silenced: flag('nobody is told'),
				alert: object<MonitoringData['alerts'][number]>(alertFields),
			}),
			'what changed in this turn',
		),
	},
	['span', 'events'],
);

const alert = object<NonNullable<ReturnType<typeof alertMessage>>>({
	type: {const: 'alert'},
	event: {enum: ['raised', 'escalated', 'deescalated', 'cleared']},
	...alertFields,
	duration: seconds('time since the threshold is broken'),
});

const lag = object<Of<'lag'>>({
	type: {const: 'lag'},
	skipped: integer('snapshots that were left out because the connection was too slow'),
	from: sequence,
	to: sequence,
});

const history = object<Of<'history'>>(
	{
		type: {const: 'history'},
		server_id: text('of the server that counts seq'),
		columns: array(text('seq, t, then metrics')),
		rows: array(array(nullable(number('value')))),
		from: nullable(sequence),
		to: nullable(sequence),
		done: {type: 'boolean', description: 'the last piece of the answer'},
		id: requestId,
	},
	['id'],
);

const pong = object<Of<'pong'>>(
	{type: {const: 'pong'}, timestamp: time('now'), t: epochMs, seq: nullable(sequence), id: requestId},
	['id'],
);

const status = object<Of<'status'>>(
	{
		type: {const: 'status'},
		connected_clients: integer('clients'),
		server_start_time: time('start of the server'),
		message: text('for a person'),
		server_version: text('version of mon-tui'),
		max_clients: integer('most clients'),
		uptime: seconds('time since the start'),
		seq: nullable(sequence),
		interval: seconds('distance between snapshots'),
		skipped_total: integer('snapshots left out for slow clients, all together'),
		cpu_percent: percent('processor time over the last seconds; 100 is one core'),
		rss: bytes('resident set'),
		health: nullable(healthSchema),
		id: requestId,
	},
	['id'],
);

const subscription = object<Of<'subscription'>>(
	{
		type: {const: 'subscription'},
		status: {enum: ['subscribed', 'unsubscribed']},
		interval: nullable(
			seconds('of what is sent: as requested, rounded up to the ticks of the server, or the nearest that it keeps'),
		),
		metrics: nullable(array(text('metric'), 'null is all')),
		format: {enum: ['full', 'compact', null]},
		id: requestId,
	},
	['id'],
);

const error = object<Of<'error'>>(
	{
		type: {const: 'error'},
		message: text('for a person'),
		code: {enum: errorCodes},
		retry_after: seconds('when to try again'),
		id: requestId,
	},
	['retry_after', 'id'],
);

/** Every message that the server may send, by its type. Clients ignore fields and types they do not know. */
export const serverMessageSchemas = {
	connection,
	monitoring_data: monitoringData,
	alert,
	lag,
	history,
	pong,
	status,
	subscription,
	error,
} as const satisfies Readonly<Record<ServerMessage['type'] | MonitoringData['type'], Schema>>;

/** JSON Schema (draft 2020-12) of what a server sends to its WebSocket clients. */
export const serverMessageSchema: Schema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	$id: 'mon-tui/server-message/1',
	title: 'What the server sends',
	oneOf: Object.values(serverMessageSchemas),
};
