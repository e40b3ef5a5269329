import type {History} from '../history.js';
import {RequestError} from '../protocol/error-code.js';
import {type HistoryRow, historyTable} from '../protocol/history-table.js';
import type {HistoryWindow} from '../protocol/history-window.js';
import {historyMessage} from '../protocol/server-message.js';
import type {Sample} from '../sample.js';

/** Keeps a message of rows with every column below 64 KiB. */
const rowsPerMessage = 250;

export type HistoryMessage = ReturnType<typeof historyMessage>;

/** The part of the history that a window asks for, in messages of a bounded size. */
export function historyReply(
	history: History,
	window: HistoryWindow,
	{
		id,
		serverId,
		rows = rowsPerMessage,
	}: {readonly id: string | undefined; readonly serverId: string; readonly rows?: number},
): readonly HistoryMessage[] {
	if (history.length === 0) {
		throw new RequestError('HISTORY_UNAVAILABLE', 'Nothing was measured yet');
	}

	const table = historyTable(samplesIn(history, window, serverId), window);
	return piecesOf(table.rows, rows).map((piece, index, pieces) =>
		historyMessage({id}, table.columns, piece, serverId, index === pieces.length - 1),
	);
}

/** A number of another server says nothing here: its client starts again. */
function samplesIn(history: History, window: HistoryWindow, serverId: string): readonly Sample[] {
	const samples = window.seconds === undefined ? [...history] : history.since(window.seconds);
	const {sinceSequence} = window;
	return sinceSequence === undefined || window.serverId !== serverId
		? samples
		: samples.filter(({sequence}) => sequence > sinceSequence);
}

/** At least one, so that an empty answer is an answer. */
function piecesOf(rows: readonly HistoryRow[], size: number): ReadonlyArray<readonly HistoryRow[]> {
	const count = Math.max(1, Math.ceil(rows.length / size));
	return Array.from({length: count}, (_, index) => rows.slice(index * size, (index + 1) * size));
}
