import type {Core} from '../../metrics/snapshot.js';
import {levelRole} from '../theme/role.js';
import {bar} from './bar.js';
import type {Glyphs} from './glyphs.js';
import {fitLine, type Line, type Span, space, span} from './line.js';
import {fitRight} from './text.js';

/** A core drawn as number, bar and percentage needs at least this much: ` 0 ██  20%`. */
const leastCellWidth = 10;
/** Wider bars say nothing more. */
const mostCellWidth = 26;
const gapWidth = 2;
const percentWidth = 4;

/**
All cores in at most `maxRows` rows, numbered down the columns as in the drawing of a rack: bars where there is room, one
coloured cell each (a heat map, still labelled) where there is not.
*/
export function coreGrid(
	cores: readonly Core[],
	{width, maxRows}: {readonly width: number; readonly maxRows: number},
	glyphs: Glyphs,
): readonly Line[] {
	if (maxRows <= 0 || cores.length === 0) {
		return [];
	}

	const mostColumns = Math.max(1, Math.floor((width + gapWidth) / (leastCellWidth + gapWidth)));
	const rows = Math.min(maxRows, Math.ceil(cores.length / Math.min(mostColumns, 4)));
	const columns = Math.ceil(cores.length / Math.max(1, rows));
	return columns > mostColumns ? heatMap(cores, width, maxRows, glyphs) : barGrid(cores, width, rows, columns, glyphs);
}

function barGrid(
	cores: readonly Core[],
	width: number,
	rows: number,
	columns: number,
	glyphs: Glyphs,
): readonly Line[] {
	const cellWidth = Math.min(mostCellWidth, Math.floor((width + gapWidth) / columns) - gapWidth);
	const idWidth = Math.max(1, String(cores.at(-1)?.id ?? 0).length);
	return Array.from({length: rows}, (_, row) => {
		const line: Span[] = [];
		for (let column = 0; column < columns; column++) {
			const core = cores[column * rows + row];
			if (core) {
				line.push(...(column === 0 ? [] : [space(gapWidth)]), ...coreCell(core, cellWidth, idWidth, glyphs));
			}
		}

		return fitLine(line, width);
	});
}

function coreCell({id, shares}: Core, width: number, idWidth: number, glyphs: Glyphs): Line {
	const percent = shares?.usedPercent;
	const text = percent === undefined ? '--' : `${Math.round(percent)}%`;
	const barWidth = width - idWidth - 1 - percentWidth - 1;
	return [
		span(`${fitRight(String(id), idWidth)} `, 'muted'),
		...bar(percent, barWidth, glyphs),
		span(` ${fitRight(text, percentWidth)}`, percent === undefined ? 'muted' : levelRole(percent)),
	];
}

const heatSteps = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** One cell a core; each row starts with the number of its first core. What does not fit is counted at the end. */
function heatMap(cores: readonly Core[], width: number, maxRows: number, glyphs: Glyphs): readonly Line[] {
	const labelWidth = String(cores.at(-1)?.id ?? 0).length + 1;
	const perRow = Math.max(1, width - labelWidth);
	const lines: Line[] = [];
	for (let first = 0; first < cores.length && lines.length < maxRows; first += perRow) {
		const cells = cores.slice(first, first + perRow).map(({shares}): Span => {
			const percent = shares?.usedPercent;
			return percent === undefined
				? {text: '?', role: 'muted', width: 1}
				: {text: heatSign(percent, glyphs), role: levelRole(percent), width: 1};
		});
		lines.push([span(`${fitRight(String(cores[first]?.id ?? 0), labelWidth - 1)} `, 'muted'), ...cells]);
	}

	const hidden = cores.length - lines.length * perRow;
	const last = lines.at(-1);
	if (hidden > 0 && last) {
		const note = span(` +${hidden}`, 'muted');
		lines[lines.length - 1] = [...fitLine(last, width - note.width), note];
	}

	return lines;
}

/** Without Unicode a digit 0–9 says the tenth. */
function heatSign(percent: number, glyphs: Glyphs): string {
	return glyphs.barSteps.length === 1
		? String(Math.min(9, Math.floor(percent / 10)))
		: (heatSteps[Math.min(7, Math.floor(percent / 12.5))] ?? '█');
}
