import type {Alert, AlertLevel} from '../alerts/alert.js';

/** Whether a handler wants to hear of an alert, as it is at the time it carries. */
export type AlertFilter = (alert: Alert) => boolean;

/** A part of every day, by the clock on the wall. */
export type Hours = {
	/** Hour of the day, 0–24; half past nine is 9.5. */
	readonly from: number;
	/** The first that is outside. Smaller than `from`: the hours go past midnight. Equal: all day. */
	readonly to: number;
	/** IANA name such as `Europe/Paris`; by default that of the system. */
	readonly timezone?: string | undefined;
};

/** That level or a worse one. */
export function levelFilter(minimum: AlertLevel): AlertFilter {
	return ({level}) => minimum === 'WARNING' || level === 'CRITICAL';
}

/** These components alone: `memory`, `disk`, … */
export function componentFilter(components: readonly string[]): AlertFilter {
	return ({component}) => components.includes(component);
}

/**
These hours alone, as clocks on the wall there show them: when they are put forward or back, so are the hours. Throws a
RangeError for a time zone that does not exist.
*/
export function hoursFilter({from, to, timezone}: Hours): AlertFilter {
	const clock = new Intl.DateTimeFormat('en-GB', {
		...(timezone !== undefined && {timeZone: timezone}),
		hourCycle: 'h23',
		hour: 'numeric',
		minute: 'numeric',
	});

	return ({timestampMs}) => {
		const parts = new Map(clock.formatToParts(timestampMs).map(({type, value}) => [type, Number(value)]));
		const hour = (parts.get('hour') ?? 0) + (parts.get('minute') ?? 0) / 60;
		return from < to ? hour >= from && hour < to : hour >= from || hour < to;
	};
}
