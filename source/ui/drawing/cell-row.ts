import type {Role} from '../theme/role.js';
import type {Line, Span} from './line.js';

/** A cell of a graph: one character, one cell wide. A blank has no role of its own. */
export type Cell = {readonly sign: string; readonly role: Role};

/** Joins cells to a line with as few spans as possible: a blank continues the span before it. */
export function lineOfCells(cells: readonly (Cell | undefined)[]): Line {
	const spans: Span[] = [];
	let text = '';
	let role: Role | undefined;
	for (const cell of cells) {
		if (cell !== undefined && role !== undefined && cell.role !== role) {
			spans.push({text, role, width: text.length});
			text = '';
		}

		role = cell?.role ?? role;
		text += cell?.sign ?? ' ';
	}

	return [...spans, {text, role: role ?? 'text', width: text.length}];
}
