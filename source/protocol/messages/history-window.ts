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
import {quoted} from '../../support/shown.js';
import {RequestError, requireValid} from './error-code.js';

/** The requested part of the history. */
export type HistoryWindow = {
	/** The maximum age of a sample, relative to the newest one. `undefined`: the whole history. */
	readonly seconds: number | undefined;
	/** Only samples after this sequence number, if `serverId` is the ID of this server. */
	readonly sinceSequence: number | undefined;
	/** The ID of the server that assigned `sinceSequence`. */
	readonly serverId: string | undefined;
	/** The maximum number of rows; more samples are averaged. */
	readonly points: number;
	/** The names of the columns. `undefined`: all columns. */
	readonly columns: readonly string[] | undefined;
};

export const maxPoints = 1000;
const maxSeconds = 3600;
const maxColumns = 32;
const maxServerIdLength = 64;

/** Reads a history request of a client. */
export const historyRequestReader = object({
	seconds: optional(numberFrom(0, maxSeconds)),
	since_seq: optional(integerFrom(0, Number.MAX_SAFE_INTEGER)),
	server_id: optional(textOfAtMost(maxServerIdLength)),
	points: optional(integerFrom(1, maxPoints)),
	metrics: optional(distinct(list(text, maxColumns))),
});

/** Parses a history request. Throws a RequestError that names an invalid field. */
export function parseHistoryWindow(fields: unknown): HistoryWindow {
	return historyWindow(requireValid(historyRequestReader, fields));
}

/** Returns the window of a history request. Throws a RequestError if a column does not exist. */
export function historyWindow(request: ReadBy<typeof historyRequestReader>): HistoryWindow {
	const {seconds, since_seq: sinceSequence, server_id: serverId, points = maxPoints, metrics: columns} = request;
	const known: readonly string[] = historyColumns.map(({name}) => name);
	const unknown = columns?.find(name => !known.includes(name));
	if (unknown !== undefined) {
		throw new RequestError('UNKNOWN_METRIC', `Unknown column ${quoted(unknown)}; the history has ${known.join(', ')}`);
	}

	return {seconds, sinceSequence, serverId, points, columns};
}
