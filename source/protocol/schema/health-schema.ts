import {
	array,
	bytes,
	flag,
	integer,
	nullable,
	number,
	object,
	type Schema,
	text,
	time,
} from '../../measurements/json-schema.js';
import type {wireHealth} from '../messages/wire-health.js';

type Health = ReturnType<typeof wireHealth>;
type Item<List extends readonly unknown[]> = List[number];

const seconds = (description: string): Schema => number(`${description}, in seconds`);
const milliseconds = (description: string): Schema => number(`${description}, in milliseconds`);

const collector = object<Item<Health['collectors']>>({
	name: text('name of the metric'),
	state: {enum: ['ok', 'pending', 'stale', 'timeout', 'error', 'unsupported', 'asleep', 'disabled']},
	reason: nullable(text('why there is no value')),
	interval: seconds('how often it measures'),
	successes: integer('calls that came back with a value'),
	failures: integer('calls that failed'),
	timeouts: integer('calls that took too long'),
	skipped: integer('times that the call before was still under way'),
	p50_ms: nullable(milliseconds('half of the latest calls took no longer')),
	p95_ms: nullable(milliseconds('95 % of the latest calls took no longer')),
	max_ms: nullable(milliseconds('the longest of the latest calls')),
	last_error: nullable(text('why the latest call that failed did')),
});

const handler = object<Item<Health['handlers']>>({
	name: text('name of the handler'),
	enabled: flag('it is given alerts'),
	queued: integer('notifications that wait'),
	handled: integer('events that arrived'),
	failed: integer('attempts that failed'),
	dead: integer('events that were given up'),
	last_error: nullable(text('why the latest attempt failed')),
});

const exported = {
	written: integer('samples'),
	waiting: integer('samples that are not written yet'),
	lost: integer('samples that were given up'),
};

/** How the monitor is doing. */
export const healthSchema: Schema = object<Health>({
	status: {enum: ['ok', 'degraded', 'failing', 'idle']},
	reasons: array(text('why it is not ok'), 'the gravest first'),
	source: {enum: ['local', 'remote', 'recording']},
	started: time('start of the monitor'),
	uptime: seconds('time since then'),
	samples: integer('measured so far'),
	sample_age: nullable(seconds('age of the latest')),
	firing_alerts: integer('now'),
	event_loop_delay_ms: nullable(milliseconds('the longest time that the event loop was held of late')),
	memory: nullable(
		object<Health['memory']>({
			rss: bytes('resident set'),
			trend_per_hour: nullable(bytes('how it grew over the last hour')),
			leak_warning: nullable(text('why it seems to leak')),
		}),
	),
	collectors: array(collector),
	handlers: array(handler, 'who is told of alerts'),
	export: nullable(object<Health['export']>(exported)),
	databases: array(object<Item<Health['databases']>>({place: text('the database'), ...exported})),
	clients: nullable(integer('of the server')),
	skipped_frames: nullable(integer('snapshots left out for slow clients')),
	problems: array(
		object<Item<Health['problems']>>({
			area: text('who has it'),
			message: text('for a person'),
			since: time('its beginning'),
		}),
	),
});
