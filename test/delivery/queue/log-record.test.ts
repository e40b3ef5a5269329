import assert from 'node:assert/strict';
import test from 'node:test';
import type {Notification} from '../../../source/delivery/notification.js';
import {type LogContent, logText, parseHeader, parseLog, record} from '../../../source/delivery/queue/log-record.js';
import {burst, eventOf} from '../../helpers/alert-events.js';

const [first, second, third] = burst(3);
assert.ok(first && second && third);
const a: Notification = {id: 'a', host: 'web-01', events: [first, second], isTest: false};
const b: Notification = {id: 'b', host: 'web-01', events: [third], isTest: true};
const end: Notification = {...a, id: 'end', events: [{...first, kind: 'cleared'}]};

const added = ({events, ...notification}: Notification): string =>
	events.map(event => record.added({...notification, events}, event)).join('');
const log = (...waiting: readonly Notification[]): LogContent => ({waiting, receipts: new Map()});
const known = (...ids: readonly string[]): LogContent => ({
	waiting: [],
	receipts: new Map(
		[first, second, third]
			.filter(({alert}) => ids.includes(alert.id))
			.map(({alert}) => [alert.id, {host: 'web-01', alert}]),
	),
});

/** JSON has no `undefined`. */
function asJson({waiting, receipts}: LogContent): unknown {
	return JSON.parse(JSON.stringify({waiting, receipts: [...receipts]}));
}

const logs: ReadonlyArray<[name: string, text: string, expected: LogContent]> = [
	['nothing', '', log()],
	['two notifications, of which one grew', added(a) + added(b), log(a, b)],
	['events of two notifications in turns', record.added(a, first) + added(b) + record.added(a, second), log(a, b)],
	[
		'one that was delivered',
		added(a) + added(b) + record.delivered('a'),
		{...known('episode-1', 'episode-2'), waiting: [b]},
	],
	['one that was given up', added(a) + added(b) + record.dropped('a'), log(b)],
	['a delivered end', added(a) + record.delivered('a') + added(end) + record.delivered('end'), known('episode-2')],
	[
		'an end that was given up',
		added(a) + record.delivered('a') + added(end) + record.dropped('end'),
		known('episode-1', 'episode-2'),
	],
	['a receipt', record.receipt({host: 'web-01', alert: second.alert}), known('episode-2')],
	['a delivery of what is not there', record.delivered('zzz') + added(b), log(b)],
	['a last line that is cut', added(b) + record.added(a, first).slice(0, -20), log(b)],
	['a last line without its line break', added(b).trimEnd(), log(b)],
	['a last delivery that is cut', added(b) + record.delivered('b').slice(0, 8), log(b)],
	['zeros, as a power failure leaves them', `${added(b)}${'\0'.repeat(4096)}`, log(b)],
	['garbage in the middle', `${added(a)}\ufffd\ufffd{]\n[1,2]\nnull\n"text"\n7\n${added(b)}`, log(a, b)],
	['an event that lacks a field', `{"id":"x","host":"h","event":{"id":"e"}}\n${added(b)}`, log(b)],
	['a receipt that lacks a field', `{"receipt":{"host":"h","alert":{"id":"e"}}}\n${added(b)}`, log(b)],
	['a notification without a host', added(a).replaceAll('"host":"web-01",', '') + added(b), log(b)],
	['a level that does not exist', added(a).replaceAll('WARNING', 'PANIC') + added(b), log(b)],
	['a value that is text', added(a).replaceAll('"value":85.5', '"value":"85.5"') + added(b), log(b)],
];

for (const [name, text, expected] of logs) {
	test(`a log with ${name}`, () => {
		assert.deepEqual(asJson(parseLog(text)), asJson(expected));
	});
}

test('a log without obsolete lines has the same content', () => {
	const content = {waiting: [a, b], receipts: known('episode-3').receipts};
	const text = logText({handler: 'ops', destination: 'x:y'}, content);
	assert.deepEqual(asJson(parseLog(text)), asJson(content));
	assert.deepEqual(parseHeader(text), {handler: 'ops', destination: 'x:y'});
	assert.equal(parseHeader('garbage'), undefined);
});

test('a log of an earlier version keeps its deescalated events', () => {
	const eased: Notification = {...a, events: [{...first, kind: 'deescalated'}]};
	assert.deepEqual(asJson(parseLog(added(eased).replace('"deescalated"', '"eased"'))), asJson(log(eased)));
});

test('each record is one line, regardless of names', () => {
	const event = eventOf('raised', {message: 'a\nb\u2028c\r\n"d"'});
	const text = record.added({...b, events: [event]}, event);
	assert.equal(text.indexOf('\n'), text.length - 1);
	assert.equal(parseLog(text).waiting[0]?.events[0]?.alert.message, 'a\nb\u2028c\r\n"d"');
});
