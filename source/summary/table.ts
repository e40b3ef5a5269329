import Table from 'cli-table3';
import type {SummaryOptions} from './summary-options.js';

const asciiBorder = {
	top: '-',
	'top-mid': '+',
	'top-left': '+',
	'top-right': '+',
	bottom: '-',
	'bottom-mid': '+',
	'bottom-left': '+',
	'bottom-right': '+',
	left: '|',
	'left-mid': '+',
	mid: '-',
	'mid-mid': '+',
	right: '|',
	'right-mid': '+',
	middle: '|',
};

export function createTable(head: string[], {isAscii}: Pick<SummaryOptions, 'isAscii'>): Table.Table {
	return new Table({head, style: {head: [], border: []}, ...(isAscii ? {chars: asciiBorder} : {})});
}

/** Formats rows of text as a table. Each column is as wide as its widest cell. */
export function formatTable(
	head: readonly string[],
	rows: readonly (readonly string[])[],
	options: Pick<SummaryOptions, 'isAscii'> = {},
): string {
	const table = createTable([...head], options);
	table.push(...rows.map(row => [...row]));
	return table.toString();
}
