import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {parsePosixZone} from '../../../source/support/time-zone/posix-zone.js';
import type {Zone} from '../../../source/support/time-zone/zone.js';
import {parseZoneFile} from '../../../source/support/time-zone/zone-file.js';

/** Hours ahead of UTC in January and in July, and at other times where given. */
function hours(zone: Zone | undefined, ...times: readonly string[]): readonly (number | undefined)[] {
	return ['2026-01-15T00:00Z', '2026-07-15T00:00Z', ...times].map(
		time => zone && zone.offsetAt(Date.parse(time) / 1000) / 3600,
	);
}

const rules: ReadonlyArray<readonly [rule: string, january: number, july: number]> = [
	['UTC0', 0, 0],
	['JST-9', 9, 9],
	['<+05>-5', 5, 5],
	['<-0330>3:30', -3.5, -3.5],
	['IST-5:30', 5.5, 5.5],
	['EST5EDT', -5, -4],
	['EST5EDT4,M3.2.0,M11.1.0', -5, -4],
	['CET-1CEST,M3.5.0,M10.5.0/3', 1, 2],
	['AEST-10AEDT,M10.1.0,M4.1.0/3', 11, 10],
	['<+1030>-10:30<+11>-11,M10.1.0,M4.1.0', 11, 10.5],
	['XXX0YYY,J60/0,J300/0', 0, 1],
	['XXX0YYY,59/0,299/0', 0, 1],
	['IST-2IDT,M3.4.4/26,M10.5.0', 2, 3],
	['<-02>2<-01>,M3.5.0/-1,M10.5.0/0', -2, -1],
];

for (const [rule, january, july] of rules) {
	test(`TZ=${rule}`, () => {
		assert.deepEqual(hours(parsePosixZone(rule)), [january, july]);
	});
}

test('the clock changes at the second of the rule', () => {
	const zone = parsePosixZone('CET-1CEST,M3.5.0,M10.5.0/3');
	assert.deepEqual(
		hours(zone, '2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-10-25T00:59:59Z', '2026-10-25T01:00:00Z'),
		[1, 2, 1, 2, 2, 1],
	);
});

test('invalid rules are rejected', () => {
	for (const text of ['', 'Europe/Paris', 'CET', 'AB1', '5', 'CET-1CEST,M3', 'CET-1 ', '<+05-5', ':UTC0', 'é-1']) {
		assert.equal(parsePosixZone(text), undefined, text);
	}
});

const file = '/usr/share/zoneinfo/Europe/Paris';
test('a file of a zone', {skip: !existsSync(file) && `${file} is missing (Debian: tzdata)`}, () => {
	const bytes = readFileSync(file);
	const times = [
		'1916-07-01T00:00Z',
		'1975-07-01T00:00Z',
		'1985-07-01T00:00Z',
		'2060-01-01T00:00Z',
		'2060-07-01T00:00Z',
	];
	assert.deepEqual(hours(parseZoneFile(bytes), ...times), [1, 2, 1, 1, 2, 1, 2]);
	for (const length of [0, 3, 43, 44, 60, 200, bytes.length / 2, bytes.length - 30]) {
		parseZoneFile(bytes.subarray(0, length));
	}

	assert.equal(parseZoneFile(bytes.subarray(0, 60)), undefined);
	assert.equal(parseZoneFile(Buffer.from('#!/bin/sh\n'.repeat(10))), undefined);
});

/** A file of the first version, with one zone and one change. */
test('a file of the first version', () => {
	const header = Buffer.alloc(44);
	header.write('TZif');
	header.writeUInt32BE(1, 32);
	header.writeUInt32BE(2, 36);
	header.writeUInt32BE(4, 40);
	const body = Buffer.alloc(4 + 1 + 12 + 4);
	body.writeInt32BE(Date.parse('2026-04-01T00:00Z') / 1000, 0);
	body.writeUInt8(1, 4);
	body.writeInt32BE(3600, 5);
	body.writeInt32BE(7200, 11);
	body.write('XYZ', 17);
	assert.deepEqual(hours(parseZoneFile(Buffer.concat([header, body]))), [1, 2]);
});
