import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseMoment} from '../../source/support/parse-moment.js';

/** A local time, so that the test holds in every time zone. */
const local = (day: number, hours = 0, minutes = 0, seconds = 0): number =>
	new Date(2026, 0, day, hours, minutes, seconds).getTime();
const end = local(4, 10, 15, 30);

for (const [text, expected] of [
	['10:00', local(4, 10)],
	['9:05', local(4, 9, 5)],
	['10:15:30', end],
	['10:15:31', local(3, 10, 15, 31)],
	['14:00', local(3, 14)],
	['today 14:00', local(4, 14)],
	['today', local(4)],
	['yesterday 03:10', local(3, 3, 10)],
	['yesterday', local(3)],
	['3m ago', end - 180_000],
	['90s ago', end - 90_000],
	['0.5h ago', end - 1_800_000],
	['2d ago', end - 172_800_000],
	[' 10:00 ', local(4, 10)],
	['2026-01-03', local(3)],
	['2026-01-03 14:00', local(3, 14)],
	['2026-01-03T14:00:05', local(3, 14, 0, 5)],
	['2026-01-03T14:00Z', Date.UTC(2026, 0, 3, 14)],
	['2026-01-03T14:00:00.250+02:00', Date.UTC(2026, 0, 3, 12, 0, 0, 250)],
	['2026-01-03T10:15:30.000+00:00', Date.UTC(2026, 0, 3, 10, 15, 30)],
	...[
		'',
		'ago',
		'3 m ago',
		'3m',
		'-3m ago',
		'24:00',
		'14:60',
		'14',
		'tomorrow 14:00',
		'yesterday03:10',
		'2026-02-29',
		'2026-13-01',
		'2026-00-10',
		'2026-01-00',
		'2026-1-3',
		'2026-01-03T14',
		'2026-01-03Z14:00',
		'2026-01-03T14:00+99',
		'99999999999999d ago',
		'now; rm',
	].map(text => [text, undefined] as const),
] as const) {
	test(`the moment ${JSON.stringify(text)}`, () => {
		assert.equal(parseMoment(text, end), expected);
	});
}
