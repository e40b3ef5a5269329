import Table from 'cli-table3';

/** The middle value, and the range where there is one: `12.5 (11.9–14.0)`. */
export function medianAndRange(values: readonly number[], digits = 0): string {
	const sorted = values.toSorted((left, right) => left - right);
	const text = (value: number | undefined): string => value?.toFixed(digits) ?? '--';
	const median = text(sorted[Math.floor(sorted.length / 2)]);
	const [lowest, highest] = [text(sorted[0]), text(sorted.at(-1))];
	return lowest === highest ? median : `${median} (${lowest}–${highest})`;
}

export function median(values: readonly number[]): number {
	return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export type PrintedTable = {
	readonly title: string;
	readonly head: readonly string[];
	readonly rows: ReadonlyArray<readonly (string | number)[]>;
};

/** The tables that were printed, for a report. */
export const printed: PrintedTable[] = [];

/** Prints a title and a table; the first column holds names, the others numbers. */
export function printTable(title: string, head: readonly string[], rows: PrintedTable['rows']): void {
	printed.push({title, head, rows});
	const table = new Table({
		head: [...head],
		colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
		style: {head: [], border: []},
	});
	table.push(...rows.map(row => [...row]));
	console.log(`\n${title}\n${table.toString()}`);
}
