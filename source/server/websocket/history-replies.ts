import type {History} from '../../core/history.js';
import type {Sample} from '../../core/sample.js';
import {RequestError} from '../../protocol/messages/error-code.js';
import {type HistoryRow, historyTable} from '../../protocol/messages/history-table.js';
import type {HistoryWindow} from '../../protocol/messages/history-window.js';
import {historyMessage} from '../../protocol/messages/server-message.js';
import type {Turns} from '../limits/turns.js';

/** Limits a message with all columns to 16 to 26 KiB: on a slow connection, a snapshot waits behind it. */
const rowsPerMessage = 100;

/** The maximum number of windows whose tables are cached until the next sample. */
const maxKept = 8;

export type HistoryTable = ReturnType<typeof historyTable>;

/** A cache of history tables. Clients that reconnect at the same time request the same window. */
export type HistoryReplies = {
	/** Returns whether the table is cached or in progress, so that it costs nothing. */
	isKept(window: HistoryWindow): boolean;
	/** Returns the table of a window. Throws, or rejects with, a RequestError before the first sample. */
	table(window: HistoryWindow): HistoryTable | Promise<HistoryTable>;
};

export function createHistoryReplies(history: () => History, serverId: string, turns: Turns): HistoryReplies {
	const kept = new Map<string, HistoryTable | Promise<HistoryTable>>();
	let keptOf: History | undefined;

	const keptTables = (): typeof kept => {
		const current = history();
		if (keptOf !== current) {
			kept.clear();
			keptOf = current;
		}

		return kept;
	};

	const make = (window: HistoryWindow): HistoryTable => {
		if (history().length === 0) {
			throw new RequestError('HISTORY_UNAVAILABLE', 'No measurement is available yet');
		}

		return historyTable(samplesIn(history(), window, serverId), window);
	};

	return {
		isKept: window => keptTables().has(JSON.stringify(window)),
		table(window) {
			const tables = keptTables();
			const key = JSON.stringify(window);
			const table = tables.get(key) ?? turns.run(() => make(window));
			const [oldest] = tables.keys();
			if (oldest !== undefined && tables.size >= maxKept) {
				tables.delete(oldest);
			}

			tables.set(key, table);
			return table;
		},
	};
}

/** A cache for `historyPieces`. */
const encodings = new WeakMap<HistoryTable, readonly string[]>();

/** Returns the history as JSON messages of a bounded size; at least one message, even if the history is empty. */
export function historyPieces(table: HistoryTable, id: string | undefined, serverId: string): readonly string[] {
	const pieces = encodings.get(table) ?? encodePieces(table, serverId);
	encodings.set(table, pieces);
	return id === undefined ? pieces : pieces.map(text => `${text.slice(0, -1)},"id":${JSON.stringify(id)}}`);
}

function encodePieces({columns, rows}: HistoryTable, serverId: string): readonly string[] {
	const count = Math.max(1, Math.ceil(rows.length / rowsPerMessage));
	return Array.from({length: count}, (_, index): readonly HistoryRow[] =>
		rows.slice(index * rowsPerMessage, (index + 1) * rowsPerMessage),
	).map((piece, index, pieces) =>
		JSON.stringify(historyMessage({id: undefined}, columns, piece, serverId, index === pieces.length - 1)),
	);
}

/** Returns the samples in a window. A sequence number of another server is ignored: the client gets the whole history. */
function samplesIn(history: History, window: HistoryWindow, serverId: string): readonly Sample[] {
	const samples = window.seconds === undefined ? [...history] : history.since(window.seconds);
	const {sinceSequence} = window;
	return sinceSequence === undefined || window.serverId !== serverId
		? samples
		: samples.filter(({sequence}) => sequence > sinceSequence);
}
