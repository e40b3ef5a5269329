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
	reason: nullable(text('why the metric has no value')),
	interval: seconds('time between two calls'),
	successes: integer('number of successful calls'),
	failures: integer('number of failed calls'),
	timeouts: integer('number of calls that timed out'),
	skipped: integer('number of calls skipped because the previous call was still running'),
	p50_ms: nullable(milliseconds('median duration of recent calls')),
	p95_ms: nullable(milliseconds('95th percentile of the duration of recent calls')),
	max_ms: nullable(milliseconds('maximum duration of recent calls')),
	last_error: nullable(text('error of the latest failed call')),
});

const handler = object<Item<Health['handlers']>>({
	name: text('name of the handler'),
	enabled: flag('whether the handler receives alerts'),
	queued: integer('number of queued notifications'),
	handled: integer('number of delivered events'),
	failed: integer('number of failed attempts'),
	dead: integer('number of events that were given up'),
	last_error: nullable(text('error of the latest failed attempt')),
});

const exported = {
	written: integer('number of samples written'),
	waiting: integer('number of samples waiting to be written'),
	lost: integer('number of samples lost'),
};

/** The schema of the health report. */
export const healthSchema: Schema = object<Health>({
	status: {enum: ['ok', 'degraded', 'failing', 'idle']},
	reasons: array(text('reason why the status is not ok'), 'reasons, the most severe first'),
	source: {enum: ['local', 'remote', 'recording']},
	started: time('time at which the monitor started'),
	uptime: seconds('time since the monitor started'),
	samples: integer('number of samples since the start'),
	sample_age: nullable(seconds('age of the latest sample')),
	firing_alerts: integer('number of firing alerts'),
	event_loop_delay_ms: nullable(milliseconds('maximum recent event loop delay')),
	memory: nullable(
		object<Health['memory']>({
			rss: bytes('resident set size'),
			trend_per_hour: nullable(bytes('growth of the resident set size over the last hour')),
			leak_warning: nullable(text('why mon-tui appears to leak memory; null if it does not')),
		}),
	),
	collectors: array(collector),
	handlers: array(handler, 'alert handlers'),
	export: nullable(object<Health['export']>(exported)),
	databases: array(object<Item<Health['databases']>>({place: text('address of the database'), ...exported})),
	clients: nullable(integer('number of clients of the server; null without a server')),
	skipped_frames: nullable(integer('number of snapshots skipped for slow clients; null without a server')),
	problems: array(
		object<Item<Health['problems']>>({
			area: text('area of the problem'),
			message: text('human-readable text'),
			since: time('time since which the problem exists'),
		}),
	),
});
