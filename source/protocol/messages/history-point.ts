import {fieldsOf, itemsOf, numberOf} from '../../support/fields.js';
import {mostPoints} from './history-window.js';

/** One row of a `history` message: what was measured at a moment, or on average until then. */
export type HistoryPoint = {
	readonly sequence: number;
	/** Epoch milliseconds. */
	readonly timestampMs: number;
	/** By metric path, `processor.usage_percent`; what was not known is not there. */
	readonly values: ReadonlyMap<string, number>;
};

/** The rows of a `history` message, oldest first. Rows that cannot be understood are left out. */
export function parseHistoryPoints(message: unknown): readonly HistoryPoint[] {
	const fields = fieldsOf(message) ?? {};
	const columns = itemsOf(fields.columns) ?? [];
	const [sequenceAt, timeAt] = [columns.indexOf('seq'), columns.indexOf('t')];
	return (itemsOf(fields.rows) ?? []).slice(0, mostPoints).flatMap(row => {
		if (!Array.isArray(row)) {
			return [];
		}

		const [sequence, timestampMs] = [numberOf(row[sequenceAt]), numberOf(row[timeAt])];
		if (sequence === undefined || timestampMs === undefined) {
			return [];
		}

		const values = new Map<string, number>();
		for (const [index, name] of columns.entries()) {
			const value = numberOf(row[index]);
			if (typeof name === 'string' && value !== undefined) {
				values.set(name, value);
			}
		}

		return [{sequence, timestampMs, values}];
	});
}
