import assert from 'node:assert/strict';
import test from 'node:test';
import {retryAfterMs} from '../../source/support/retry-after.js';

const nowMs = Date.UTC(2026, 0, 4, 10, 15, 30);

const headers: ReadonlyArray<[name: string, header: string | null, expected: number | undefined]> = [
	['no header', null, undefined],
	['seconds', '120', 120_000],
	['no time at all', '0', 0],
	['seconds with blanks around', ' 7 ', 7000],
	['an HTTP date', 'Sun, 04 Jan 2026 10:16:00 GMT', 30_000],
	['a date that is past', 'Sun, 04 Jan 2026 10:15:00 GMT', 0],
	['a day, of which an hour is honoured', '86400', 3_600_000],
	['a date of next year, of which an hour is honoured', 'Mon, 04 Jan 2027 10:15:30 GMT', 3_600_000],
	['a negative number', '-5', undefined],
	['a fraction', '1.5', undefined],
	['a date that HTTP does not have', '2026-01-04T10:16:00Z', undefined],
	['a date that does not exist', 'Sun, 99 Foo 2026 10:16:00 GMT', undefined],
	['nonsense', 'soon', undefined],
	['nothing', '', undefined],
];

for (const [name, header, expected] of headers) {
	test(`Retry-After: ${name}`, () => {
		assert.equal(retryAfterMs(header, nowMs), expected);
	});
}
