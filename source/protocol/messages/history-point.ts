import {fieldsOf, itemsOf, numberOf} from '../../support/fields.js';
import {maxPoints} from './history-window.js';

/** A row of a `history` message: the values at a time, or the averages of the period that ends at it. */
export type HistoryPoint = {
	readonly sequence: number;
	/** Epoch milliseconds. */
	readonly timestampMs: number;
	/** Values by metric path, such as `processor.usage_percent`; unknown values are missing. */
	readonly values: ReadonlyMap<string, number>;
};

/** Returns the rows of a `history` message, oldest first. Invalid rows are skipped. */
export function parseHistoryPoints(message: unknown): readonly HistoryPoint[] {
	const fields = fieldsOf(message) ?? {};
	const columns = itemsOf(fields.columns) ?? [];
	const [sequenceAt, timeAt] = [columns.indexOf('seq'), columns.indexOf('t')];
	return (itemsOf(fields.rows) ?? []).slice(0, maxPoints).flatMap(row => {
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
