import type {Zone} from './zone.js';

/** A change of the clock: the day of the year, and the seconds after midnight. */
type Change = {readonly dayOf: (year: number) => number; readonly seconds: number};

const daySeconds = 86_400;

const name = '(?:[A-Za-z]{3,}|<[A-Za-z\\d+-]{3,}>)';
const time = '[+-]?\\d{1,3}(?::\\d{1,2}){0,2}';
const date = '(?:J\\d{1,3}|\\d{1,3}|M\\d{1,2}\\.\\d\\.\\d)';
const pattern = new RegExp(
	`^${name}(${time})(?:${name}(${time})?(?:,(${date})(?:/(${time}))?,(${date})(?:/(${time}))?)?)?$`,
);

/** Default rules for daylight saving time: those of the United States, as in the GNU C library. */
const defaultStart = 'M3.2.0';
const defaultEnd = 'M11.1.0';
const defaultTime = '2';

/**
Parses a rule in `TZ`, such as `CET-1CEST,M3.5.0,M10.5.0/3`; see `man tzset`. Returns `undefined` for other values.
*/
export function parsePosixZone(text: string): Zone | undefined {
	const match = pattern.exec(text);
	if (!match) {
		return undefined;
	}

	const [, standardText = '', summerText, startDate = defaultStart, startTime, endDate = defaultEnd, endTime] = match;
	const standard = 0 - secondsOf(standardText);
	const hasSummer = new RegExp(`^${name}${time}${name}`).test(text);
	if (!hasSummer) {
		return {offsetAt: () => standard};
	}

	const summer = summerText === undefined ? standard + 3600 : 0 - secondsOf(summerText);
	const start = {dayOf: dayRule(startDate), seconds: secondsOf(startTime ?? defaultTime)};
	const end = {dayOf: dayRule(endDate), seconds: secondsOf(endTime ?? defaultTime)};
	return {
		offsetAt(epochSeconds) {
			const year = new Date((epochSeconds + standard) * 1000).getUTCFullYear();
			const from = momentOf(start, year, standard);
			const to = momentOf(end, year, summer);
			const isSummer =
				from < to ? epochSeconds >= from && epochSeconds < to : epochSeconds >= from || epochSeconds < to;
			return isSummer ? summer : standard;
		},
	};
}

function momentOf({dayOf, seconds}: Change, year: number, offset: number): number {
	return dayOf(year) * daySeconds + seconds - offset;
}

/** Parses a time such as `-5:30` and returns seconds. */
function secondsOf(text: string): number {
	const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
	const amount = hours * 3600 + minutes * 60 + seconds;
	return text.startsWith('-') ? -amount : amount;
}

/**
Parses `M10.5.0` (the last Sunday of October), `J60` (without leap days) or `59` (with them). Returns a function that
returns the days since 1970 for a year.
*/
function dayRule(text: string): (year: number) => number {
	if (text.startsWith('M')) {
		const [month = 1, week = 1, weekday = 0] = text.slice(1).split('.').map(Number);
		return year => {
			const first = dayNumber(year, month - 1, 1);
			const length = dayNumber(year, month, 1) - first;
			// 1970 began on a Thursday.
			const day = ((weekday - ((first + 4) % 7) + 7) % 7) + (week - 1) * 7;
			return first + (day < length ? day : day - 7);
		};
	}

	const count = Number(text.replace('J', ''));
	if (!text.startsWith('J')) {
		return year => dayNumber(year, 0, 1) + count;
	}

	const isLeap = (year: number): boolean => dayNumber(year, 2, 1) - dayNumber(year, 1, 1) === 29;
	return year => dayNumber(year, 0, 1) + count - 1 + (count > 59 && isLeap(year) ? 1 : 0);
}

function dayNumber(year: number, month: number, day: number): number {
	return Date.UTC(year, month, day) / (daySeconds * 1000);
}
