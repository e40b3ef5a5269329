import {historyColumns} from '../history-columns.js';
import {RequestError} from './error-code.js';
import {aNumber, anInteger, aText, type Parameters, texts} from './parameters.js';

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

/** Throws a RequestError that names the field, with `prefix` before it. */
export function parseHistoryWindow(fields: Parameters, prefix: string): HistoryWindow {
	const columns = texts(fields, 'metrics', `${prefix}metrics`, mostColumns);
	const known: readonly string[] = historyColumns.map(({name}) => name);
	if (columns?.some(name => !known.includes(name))) {
		throw new RequestError('UNKNOWN_METRIC', `History is kept of ${known.join(', ')}`);
	}

	return {
		seconds: aNumber(fields, 'seconds', `${prefix}seconds`, 0, longestSeconds),
		sinceSequence: anInteger(fields, 'since_seq', `${prefix}since_seq`, 0, Number.MAX_SAFE_INTEGER),
		serverId: aText(fields, 'server_id', `${prefix}server_id`, longestServerId),
		points: anInteger(fields, 'points', `${prefix}points`, 1, mostPoints) ?? mostPoints,
		columns,
	};
}
