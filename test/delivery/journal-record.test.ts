import assert from 'node:assert/strict';
import test from 'node:test';
import {addedRecord, doneRecord, recordsOf, replayJournal} from '../../source/delivery/journal-record.js';
import type {Notification} from '../../source/delivery/notification.js';
import {burst, eventOf} from '../helpers/alert-events.js';

const [first, second, third] = burst(3);
assert.ok(first && second && third);
const a: Notification = {id: 'a', host: 'web-01', events: [first, second], isTest: false};
const b: Notification = {id: 'b', host: 'web-01', events: [third], isTest: true};

/** JSON knows no `undefined`. */
function asJson(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value));
}

const journals: ReadonlyArray<[name: string, text: string, expected: readonly Notification[]]> = [
	['nothing', '', []],
	['two notifications, of which one grew', recordsOf(a) + recordsOf(b), [a, b]],
	[
		'events of two notifications that took turns',
		addedRecord(a, first) + recordsOf(b) + addedRecord(a, second),
		[a, b],
	],
	['one that is done', recordsOf(a) + recordsOf(b) + doneRecord('a'), [b]],
	['all done', recordsOf(a) + doneRecord('a'), []],
	['done, of what is not there', doneRecord('zzz') + recordsOf(b), [b]],
	['a last line that is cut', recordsOf(b) + addedRecord(a, first).slice(0, -20), [b]],
	['a last line that lacks its line break', recordsOf(b).trimEnd(), [b]],
	['a last done that is cut', recordsOf(b) + doneRecord('b').slice(0, 8), [b]],
	['zeros, as a power failure leaves them', `${recordsOf(b)}${'\0'.repeat(4096)}`, [b]],
	['garbage in the middle', `${recordsOf(a)}\ufffd\ufffd{]\n[1,2]\nnull\n"text"\n7\n${recordsOf(b)}`, [a, b]],
	['an event that lacks what every event has', `{"id":"x","host":"h","event":{"id":"e"}}\n${recordsOf(b)}`, [b]],
	['a notification without a host', recordsOf(a).replaceAll('"host":"web-01",', '') + recordsOf(b), [b]],
	['a level that does not exist', recordsOf(a).replaceAll('WARNING', 'PANIC') + recordsOf(b), [b]],
	['a value that is text', recordsOf(a).replaceAll('"value":85.5', '"value":"85.5"') + recordsOf(b), [b]],
];

for (const [name, text, expected] of journals) {
	test(`a journal with ${name}`, () => {
		assert.deepEqual(asJson(replayJournal(text)), asJson(expected));
	});
}

test('every record is one line, whatever names hold', () => {
	const event = eventOf('raised', {message: 'a\nb\u2028c\r\n"d"'});
	const text = addedRecord({...b, events: [event]}, event);
	assert.equal(text.indexOf('\n'), text.length - 1);
	assert.equal(replayJournal(text)[0]?.events[0]?.alert.message, 'a\nb\u2028c\r\n"d"');
});
