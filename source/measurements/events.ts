import {maxListedEvents} from '../metrics/events/event-log.js';
import type {EventCounts, EventKind, Events, KernelLogState, MachineEvent} from '../metrics/model/events.js';
import {known} from '../metrics/reading.js';
import {eventCounts, eventKindNames, eventKinds} from '../metrics/values/event-kinds.js';
import {severities} from '../metrics/values/severity.js';
import {fieldsOf, maxText, textOf} from '../support/fields.js';
import type {Codec, Field} from './codec.js';
import {choice, count, field, identifier, optional, orElse, text, time} from './fields.js';
import {nullable} from './json-schema.js';
import {list, record} from './record.js';
import {section} from './section.js';

/** An event in a message. */
export const machineEvent = record<MachineEvent>()({
	id: text('id', 'unique id of the event, the same in all samples'),
	atMs: time('at', 'first time of the event'),
	lastAtMs: time('last_at', 'latest time of the event'),
	count: identifier('count', 'how many times it happened'),
	kind: choice('kind', 'what happened', eventKindNames),
	severity: choice('severity', 'severity of the event', severities),
	subject: optional(text('subject', 'process, device, mount, network interface, CPU or unit concerned')),
	pid: optional(identifier('pid', 'process ID of the process concerned')),
	groupPath: optional(text('group', 'path of the control group concerned')),
	text: text('text', 'description of the event in one sentence'),
});

/** Skips events of a kind that only a later version knows. */
const knownEvent: typeof machineEvent = {
	...machineEvent,
	decode: wire => (eventKindNames.some(kind => kind === fieldsOf(wire)?.kind) ? machineEvent.decode(wire) : undefined),
};

const kernelLog: Field<'kernel_log_error', KernelLogState, string | null, 'nullable'> = {
	name: 'kernel_log_error',
	presence: 'nullable',
	schema: nullable({type: 'string', description: 'reason why the kernel log is not read; null while it is read'}),
	encode: state => (state === 'read' ? null : state.reason),
	decode(wire) {
		const reason = textOf(wire)?.slice(0, maxText);
		return reason === undefined ? 'read' : {reason};
	},
	content: {kind: 'leaf', description: 'reason why the kernel log is not read; null while it is read'},
};

function countOf<Kind extends EventKind>(kind: Kind) {
	return optional(
		count(kind, `number of ${eventKinds[kind].plural}`, {
			title: `number of ${eventKinds[kind].plural}`,
			figure: 'latest',
			prometheus: {name: 'events', type: 'counter', help: 'events since mon-tui started, by kind', labels: {kind}},
		}),
	);
}

// The keys are those of the table.
const countFields = eventCounts(countOf) as {readonly [Kind in EventKind]: ReturnType<typeof countOf<Kind>>};

const counts: Codec<EventCounts, unknown> = record<EventCounts>()(countFields, {
	description: 'events since mon-tui started, by kind; null if no readable source reports the kind',
});

const unknownCounts: EventCounts = eventCounts(() => undefined);

const allEvents = list(knownEvent, {description: 'events of the last 30 minutes, oldest first'});

/** Another host may send more than a monitor lists. */
const eventList: typeof allEvents = {
	...allEvents,
	decode: wire => allEvents.decode(Array.isArray(wire) ? wire.slice(-maxListedEvents) : wire),
};

export const events = section(
	'events',
	record<Events>()({
		list: orElse(field('list', eventList), []),
		kernelLog,
		counts: orElse(field('counts', counts), unknownCounts),
	}),
	({readings}) => known(readings.events),
);
