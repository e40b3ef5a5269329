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

export function createTable(head: string[], {isAscii}: SummaryOptions): Table.Table {
	return new Table({head, style: {head: [], border: []}, ...(isAscii ? {chars: asciiBorder} : {})});
}
