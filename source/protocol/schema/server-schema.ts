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
import {findingSchema} from './finding-schema.js';
import {healthSchema} from './health-schema.js';

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, {readonly type: Type}>;

const requestId: Schema = {type: 'string', maxLength: 64, description: 'ID of the request'};
const sequence = integer('sequence number of the snapshot; starts at 1 when the server starts');
const epochMs = integer('time in milliseconds since the epoch');
const seconds = (description: string): Schema => number(`${description}, in seconds`);

const alertFields = {
	timestamp: time('time of the latest evaluation'),
	component: text('component that the alert belongs to: memory, disk, …'),
	metric: text('metric path of the number; the path of an event or a finding, such as "finding disk.full[/data]"'),
	value: number(
		'current value; of an event, how often it happened; of a finding, 1 note, 2 warning, 3 critical, 0 absent',
	),
	threshold: number('threshold that the value violates'),
	level: {enum: ['WARNING', 'CRITICAL']},
	message: text('human-readable text; of a finding, its sentence'),
	id: text('ID of the alert; it stays the same until the alert is cleared'),
	since: time('time since which the threshold is violated'),
	duration: seconds('how long the threshold has been violated'),
	rule: text('ID of the rule'),
	unit: text('unit of value, threshold and range'),
	range: object<MonitoringData['alerts'][number]['range']>({
		min: number('minimum value since the alert was raised'),
		mean: number('mean value since the alert was raised'),
		max: number('maximum value since the alert was raised'),
	}),
	top_processes: array(
		object<MonitoringData['alerts'][number]['top_processes'][number]>(
			{
				pid: integer('process ID'),
				name: text('process name'),
				cpu_percent: nullable(percent('CPU usage; 100 is one fully used core')),
				memory: nullable(bytes('resident set size')),
				share: text('share of a process that causes a finding, with its unit'),
			},
			['share'],
		),
		'processes with the highest usage when the level last rose; of a finding, those that cause it',
	),
	acknowledged: flag('whether the alert is acknowledged'),
	silenced: flag('whether notifications are silenced'),
	no_data: flag('whether the metric has no data; value is then the last known one'),
} as const;

const connection = object<Of<'connection'>>({
	type: {const: 'connection'},
	status: {const: 'connected'},
	protocol: {const: 1},
	server_version: text('mon-tui version'),
	server_id: text('ID that changes with every start of the server; seq then restarts at 1'),
	host: nullable(
		object<Of<'connection'>['host']>({
			hostname: text('host name'),
			os: text('distribution or product version of the operating system'),
			arch: text('processor architecture, as named by Node.js'),
			boot_time: nullable(time('time at which the machine booted')),
		}),
	),
	interval: seconds('time between snapshots'),
	metrics: array(text('name of a member'), 'available members of data'),
	limits: object<Of<'connection'>['limits']>({
		max_message: bytes('maximum size of a message from a client'),
		rate: number('maximum number of requests per second'),
		history: integer('maximum number of samples in the history'),
	}),
	seq: nullable(sequence),
	features: array(text('name of a feature'), 'features of the server beyond the first version of the protocol'),
});

const monitoringData = object<MonitoringData>(
	{
		type: {const: 'monitoring_data'},
		seq: sequence,
		t: epochMs,
		timestamp: time('time of the snapshot'),
		interval: seconds('nominal time until the next measurement'),
		span: object<NonNullable<MonitoringData['span']>>({
			seconds: seconds('length of the period before the time stamp that the message covers'),
			samples: integer('number of measurements in the period'),
			range: {
				type: 'object',
				description: 'minimum and maximum of the numbers that changed, by metric path',
				additionalProperties: object<NonNullable<MonitoringData['span']>['range'][string]>({
					min: number('minimum'),
					max: number('maximum'),
				}),
			},
		}),
		data: {
			type: 'object',
			description: 'measurements; null if unknown. A subscription can select members, and single fields of them',
			properties: Object.fromEntries(
				allSections.map(
					([
						name,
						{
							schema: {required: _, ...schema},
						},
					]) => [name, name === 'errors' ? schema : nullable(schema)],
				),
			),
		},
		alerts: array(object<MonitoringData['alerts'][number]>(alertFields), 'alerts that are firing'),
		events: array(
			object<NonNullable<MonitoringData['events']>[number]>({
				id: text('unique ID of the event'),
				seq: integer('sequence number of the event'),
				event: {enum: alertEventKinds},
				silenced: flag('whether notifications are silenced'),
				alert: object<MonitoringData['alerts'][number]>(alertFields),
			}),
			'changes of alerts at this tick',
		),
		findings: array(findingSchema, 'what is wrong with the machine, the worst first'),
	},
	['span', 'events', 'findings'],
);

const alert = object<NonNullable<ReturnType<typeof alertMessage>>>({
	type: {const: 'alert'},
	event: {enum: ['raised', 'escalated', 'deescalated', 'cleared']},
	...alertFields,
	duration: seconds('how long the threshold has been violated'),
});

const lag = object<Of<'lag'>>({
	type: {const: 'lag'},
	skipped: integer('number of snapshots that were skipped because the connection was too slow'),
	from: sequence,
	to: sequence,
});

const history = object<Of<'history'>>(
	{
		type: {const: 'history'},
		server_id: text('ID of the server that assigned seq'),
		columns: array(text('name of the column: seq, t, then metrics')),
		rows: array(array(nullable(number('value')))),
		from: nullable(sequence),
		to: nullable(sequence),
		done: {type: 'boolean', description: 'whether this is the last message of the response'},
		id: requestId,
	},
	['id'],
);

const pong = object<Of<'pong'>>(
	{type: {const: 'pong'}, timestamp: time('current time'), t: epochMs, seq: nullable(sequence), id: requestId},
	['id'],
);

const status = object<Of<'status'>>(
	{
		type: {const: 'status'},
		connected_clients: integer('number of connected clients'),
		server_start_time: time('time at which the server started'),
		message: text('human-readable text'),
		address: nullable(text('address of the server, without a token; null if the server is attached to another one')),
		server_version: text('mon-tui version'),
		max_clients: integer('maximum number of clients'),
		uptime: seconds('time since the server started'),
		seq: nullable(sequence),
		interval: seconds('time between snapshots'),
		skipped_total: integer('total number of snapshots skipped for slow clients'),
		cpu_percent: percent('CPU usage of the last seconds; 100 is one fully used core'),
		rss: bytes('resident set size'),
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
			seconds(
				'actual time between snapshots: the requested one, rounded up to a multiple of the server tick, or the nearest available one',
			),
		),
		metrics: nullable(array(text('metric'), 'subscribed metrics; null for all')),
		format: {enum: ['full', 'compact', null]},
		id: requestId,
	},
	['id'],
);

const error = object<Of<'error'>>(
	{
		type: {const: 'error'},
		message: text('human-readable text'),
		code: {enum: errorCodes},
		retry_after: seconds('time after which the client may retry'),
		id: requestId,
	},
	['retry_after', 'id'],
);

/** The schemas of all messages that the server may send, by type. Clients ignore unknown fields and types. */
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

/** The JSON Schema (draft 2020-12) of the messages that a server sends to WebSocket clients. */
export const serverMessageSchema: Schema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	$id: 'mon-tui/server-message/1',
	title: 'Messages from the server to a client',
	oneOf: Object.values(serverMessageSchemas),
};
