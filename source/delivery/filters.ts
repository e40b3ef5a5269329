import type {Alert, AlertLevel} from '../alerts/alert.js';

/** A function that returns whether a handler delivers an alert, at the time of the alert. */
export type AlertFilter = (alert: Alert) => boolean;

/** A daily period in local time. */
export type Hours = {
	/** First hour of the day, 0–24; 9.5 is half past nine. */
	readonly from: number;
	/** End of the period, exclusive. Less than `from`: the period spans midnight. Equal to `from`: the whole day. */
	readonly to: number;
	/** IANA time zone such as `Europe/Paris`. Default: the time zone of the system. */
	readonly timezone?: string | undefined;
};

/** Returns a filter for alerts with at least this level. */
export function levelFilter(minimum: AlertLevel): AlertFilter {
	return ({level}) => minimum === 'WARNING' || level === 'CRITICAL';
}

/** Returns a filter for alerts of these components: `memory`, `disk`, … */
export function componentFilter(components: readonly string[]): AlertFilter {
	return ({component}) => components.includes(component);
}

/**
Returns a filter for alerts within these hours of local time, which follow daylight saving time. Throws a RangeError for
an unknown time zone.
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
