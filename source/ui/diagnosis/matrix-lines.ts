import type {Cell, MatrixRow} from '../../diagnosis/finding.js';
import {type Line, span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';
import {severityRole} from './severity.js';

const labelWidth = 12;
/** Width of a cell with the longest text of a healthy machine. */
const maxCellWidth = 20;

/** Draws the resources with their utilisation, saturation and errors. */
export function matrixLines(rows: readonly MatrixRow[], width: number): readonly Line[] {
	const cellWidth = Math.min(maxCellWidth, Math.max(6, Math.floor((width - labelWidth) / 3)));
	const cell = ({text, state}: Cell): Line => [span(fit(text, cellWidth - 1), severityRole(state)), span(' ')];
	const head = ['USED', 'WAITING', 'ERRORS'].map(title => fit(title, cellWidth)).join('');
	return [
		[span(fit('RESOURCE', labelWidth), 'muted'), span(head, 'muted')],
		...rows.map(
			({resource, utilisation, saturation, errors}): Line => [
				span(fit(resource, labelWidth), 'text'),
				...[utilisation, saturation, errors].flatMap(cell),
			],
		),
	];
}

/** Returns the width that the matrix uses at most. */
export const matrixWidth = labelWidth + 3 * maxCellWidth;
