import {parseDuration} from './parse-duration.js';

const dayMs = 86_400_000;
const clockTime = /^(?:(today|yesterday)(?: +|$))?(?:([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/;
const isoTime =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:[0-5]\d)?)?$/;

/** The syntax of `parseMoment`, for error messages. */
export const momentSyntax = '"14:00", "14:00:30", "yesterday 03:10", "3m ago", "2d ago" or "2026-05-30T14:00Z"';

/**
Parses a moment and returns epoch milliseconds; `undefined` for any other text. What is relative counts back from `endMs`,
and the days and hours are those of the local time zone: `14:00` is the last 14:00 at or before `endMs`, `yesterday` the day
before that of `endMs`. ISO 8601 without a zone is local time; a day without an hour is its beginning.
*/
export function parseMoment(text: string, endMs: number): number | undefined {
	const trimmed = text.trim();
	const moment = beforeEnd(trimmed, endMs) ?? atClock(trimmed, endMs) ?? atDate(trimmed);
	return moment === undefined || Number.isNaN(new Date(moment).getTime()) ? undefined : moment;
}

function beforeEnd(text: string, endMs: number): number | undefined {
	const [, amount = ''] = /^(\S+) +ago$/.exec(text) ?? [];
	const [, days] = /^(\d+)d$/.exec(amount) ?? [];
	const agoMs = days === undefined ? parseDuration(amount) : Number(days) * dayMs;
	return agoMs === undefined ? undefined : endMs - agoMs;
}

function atClock(text: string, endMs: number): number | undefined {
	const [found, day, hours, minutes, seconds = '0'] = clockTime.exec(text) ?? [];
	if (found === undefined || found === '') {
		return undefined;
	}

	const end = new Date(endMs);
	const on = (daysBefore: number): number =>
		new Date(
			end.getFullYear(),
			end.getMonth(),
			end.getDate() - daysBefore,
			Number(hours ?? 0),
			Number(minutes ?? 0),
			Number(seconds),
		).getTime();
	const isEarlierDay = day === 'yesterday' || (day === undefined && on(0) > endMs);
	return on(isEarlierDay ? 1 : 0);
}

function atDate(text: string): number | undefined {
	const [found, year, month, day, time = '00:00', zone = ''] = isoTime.exec(text) ?? [];
	const daysOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
	const isDate = found !== undefined && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1;
	return isDate && Number(day) <= daysOfMonth ? Date.parse(`${year}-${month}-${day}T${time}${zone}`) : undefined;
}
