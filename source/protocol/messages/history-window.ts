import {historyColumns} from '../../measurements/history-columns.js';
import {
	distinct,
	integerFrom,
	list,
	numberFrom,
	object,
	optional,
	type ReadBy,
	text,
	textOfAtMost,
} from '../../support/reader.js';
import {demanded, RequestError} from './error-code.js';

/** Which part of the history is asked for. */
export type HistoryWindow = {
	/** Not older than that before the newest sample. `undefined`: all that is kept. */
	readonly seconds: number | undefined;
	/** Only what came after this sample, if it was this server's. */
	readonly sinceSequence: number | undefined;
	/** Of the server that counted `sinceSequence`. */
	readonly serverId: string | undefined;
	/** At most that many rows: neighbours are averaged. */
	readonly points: number;
	/** Names of columns. `undefined`: all. */
	readonly columns: readonly string[] | undefined;
};

export const mostPoints = 1000;
const longestSeconds = 3600;
const mostColumns = 32;
const longestServerId = 64;

/** As a client asks for it. */
export const aHistoryRequest = object({
	seconds: optional(numberFrom(0, longestSeconds)),
	since_seq: optional(integerFrom(0, Number.MAX_SAFE_INTEGER)),
	server_id: optional(textOfAtMost(longestServerId)),
	points: optional(integerFrom(1, mostPoints)),
	metrics: optional(distinct(list(text, mostColumns))),
});

/** Throws a RequestError that names the field. */
export function parseHistoryWindow(fields: unknown): HistoryWindow {
	return historyWindow(demanded(aHistoryRequest, fields));
}

/** Throws a RequestError for a column that there is not. */
export function historyWindow(request: ReadBy<typeof aHistoryRequest>): HistoryWindow {
	const {seconds, since_seq: sinceSequence, server_id: serverId, points = mostPoints, metrics: columns} = request;
	const known: readonly string[] = historyColumns.map(({name}) => name);
	if (columns?.some(name => !known.includes(name))) {
		throw new RequestError('UNKNOWN_METRIC', `History is kept of ${known.join(', ')}`);
	}

	return {seconds, sinceSequence, serverId, points, columns};
}
