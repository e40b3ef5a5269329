import assert from 'node:assert/strict';
import test from 'node:test';
import {componentFilter, hoursFilter, levelFilter} from '../../source/delivery/filters.js';
import {alertOf} from '../helpers/alert-events.js';

test('a minimum level passes that level and higher ones', () => {
	const levels = ['WARNING', 'CRITICAL'] as const;
	const passing = levels.map(minimum => levels.filter(level => levelFilter(minimum)(alertOf({level}))));
	assert.deepEqual(passing, [['WARNING', 'CRITICAL'], ['CRITICAL']]);
});

test('only the listed components pass', () => {
	const filter = componentFilter(['memory', 'disk']);
	assert.deepEqual(
		['memory', 'disk', 'processor'].map(component => filter(alertOf({component}))),
		[true, true, false],
	);
});

const office = {from: 9, to: 18, timezone: 'Europe/Paris'};
const night = {from: 22, to: 6.5, timezone: 'Europe/Paris'};
const newYork = {from: 9, to: 18, timezone: 'America/New_York'};
const kathmandu = {from: 9, to: 18, timezone: 'Asia/Kathmandu'};
const earlyMorning = {from: 2, to: 3, timezone: 'Europe/Paris'};

// In 2026, clocks in Paris go from 02:00 to 03:00 on 29 March and from 03:00 back to 02:00 on 25 October, at 01:00 UTC.
const instants: ReadonlyArray<
	[name: string, hours: Parameters<typeof hoursFilter>[0], instant: string, passes: boolean]
> = [
	['before they begin', office, '2026-01-05T07:59:59Z', false],
	['when they begin', office, '2026-01-05T08:00:00Z', true],
	['just before they end', office, '2026-01-05T16:59:59Z', true],
	['when they end', office, '2026-01-05T17:00:00Z', false],
	['in summer, an hour earlier by UTC', office, '2026-07-06T07:00:00Z', true],
	['in summer, at the hour of winter', office, '2026-07-06T16:30:00Z', false],
	['at night, before midnight', night, '2026-01-05T21:00:00Z', true],
	['at night, at midnight', night, '2026-01-05T23:00:00Z', true],
	['at night, until half past six', night, '2026-01-06T05:29:59Z', true],
	['at night, from half past six', night, '2026-01-06T05:30:00Z', false],
	['at night, by day', night, '2026-01-06T12:00:00Z', false],
	['of another zone, in winter', newYork, '2026-01-05T14:00:00Z', true],
	['of another zone, when Europe has changed its clocks already', newYork, '2026-10-26T13:30:00Z', true],
	['of a zone with three quarters of an hour', kathmandu, '2026-01-05T03:14:00Z', false],
	['of a zone with three quarters of an hour, a minute later', kathmandu, '2026-01-05T03:15:00Z', true],
	['just before the hour that is skipped in spring', earlyMorning, '2026-03-29T00:59:59Z', false],
	['just after the hour that is skipped in spring', earlyMorning, '2026-03-29T01:00:00Z', false],
	['in the first pass of the hour that comes twice', earlyMorning, '2026-10-25T00:30:00Z', true],
	['in the second pass of the hour that comes twice', earlyMorning, '2026-10-25T01:30:00Z', true],
	['after both passes', earlyMorning, '2026-10-25T02:00:00Z', false],
	['all day', {from: 0, to: 24, timezone: 'UTC'}, '2026-01-05T00:00:00Z', true],
	['all day, its last minute', {from: 0, to: 24, timezone: 'UTC'}, '2026-01-05T23:59:59Z', true],
	['that end where they begin: all day', {from: 9, to: 9, timezone: 'UTC'}, '2026-01-05T03:00:00Z', true],
];

for (const [name, hours, instant, passes] of instants) {
	test(`hours ${name}: an alert ${passes ? 'passes' : 'does not pass'}`, () => {
		assert.equal(hoursFilter(hours)(alertOf({timestampMs: Date.parse(instant)})), passes);
	});
}

test('hours without a time zone are in that of the system', () => {
	const local = new Date(2026, 0, 5, 9, 30).getTime();
	assert.equal(hoursFilter({from: 9, to: 10})(alertOf({timestampMs: local})), true);
	assert.equal(hoursFilter({from: 10, to: 11})(alertOf({timestampMs: local})), false);
});

test('an unknown time zone is rejected immediately', () => {
	assert.throws(() => hoursFilter({from: 9, to: 18, timezone: 'Europe/Nowhere'}), RangeError);
});
