import type {Role} from '../theme/role.js';
import type {Line, Span} from './line.js';

/** A cell of a graph: one character, one cell wide. A blank has no role of its own. */
export type Cell = {readonly sign: string; readonly role: Role};

/** Joins cells to a line. */
export function lineOfCells(cells: readonly (Cell | undefined)[]): Line {
	return lineOfSigns(
		cells.map(cell => cell?.sign ?? ' '),
		cells.map(cell => cell?.role),
	);
}

/** The cells that are drawn over a row of a graph: marks by their place, and a guide where a cell is blank but not a gap. */
export type RowMarks = {readonly marks?: ReadonlyMap<number, Cell> | undefined; readonly guide?: Cell | undefined};

/**
Joins the signs of a row of a graph, of one cell each, to a line with as few spans as possible: a blank continues the span before
it. The role of a gap is `undefined`.
*/
export function lineOfSigns(
	signs: readonly string[],
	roles: readonly (Role | undefined)[],
	{marks, guide}: RowMarks = {},
): Line {
	const spans: Span[] = [];
	let text = '';
	let role: Role | undefined;
	for (let cell = 0; cell < signs.length; cell++) {
		let sign = signs[cell] ?? ' ';
		let own = roles[cell];
		const other = marks?.get(cell) ?? (sign === ' ' && own !== undefined ? guide : undefined);
		if (other) {
			({sign, role: own} = other);
		} else if (sign === ' ') {
			own = undefined;
		}

		if (own !== undefined && role !== undefined && own !== role) {
			spans.push({text, role, width: text.length});
			text = '';
		}

		role = own ?? role;
		text += sign;
	}

	return [...spans, {text, role: role ?? 'text', width: text.length}];
}
