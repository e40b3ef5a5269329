import type {Appearance} from '../drawing/appearance.js';
import {type GraphOptions, graph} from '../drawing/graph.js';
import {fitLine, joinSpans, type Line, lineWidth, span} from '../drawing/line.js';
import type {GraphOfRow, ResourceRow} from './compact-rows.js';

/** Minimum cells of a graph. */
const minGraphWidth = 8;
const gap = 2;

/**
Draws resources as a table: heads, graphs of one width, and notes of which as much as fits is shown. There are graphs when they
leave room for the shortest notes of each resource.
*/
export function drawResources(
	rows: readonly ResourceRow[],
	headWidth: number,
	width: number,
	{graphStyle}: Appearance,
): readonly Line[] {
	const room = width - headWidth - gap;
	const drawn = rows.filter(({graph: one}) => one !== undefined);
	const besideGraph = drawn.map(row => noteOf(variantsOf(row), room - minGraphWidth - gap));
	const noteWidth = Math.max(0, ...besideGraph.map(note => (note ? lineWidth(note) : room)));
	const graphWidth = room - noteWidth - (noteWidth > 0 ? gap : 0);
	const hasGraphs = graphWidth >= minGraphWidth;
	return rows.map(row => {
		const head = lineWidth(row.head) > headWidth ? row.head : fitLine(row.head, Math.min(width, headWidth));
		const [line = []] =
			row.graph && hasGraphs
				? graph(row.graph.series, {...optionsOf(row.graph), width: graphWidth, height: 1, style: graphStyle})
				: [];
		const note = (line.length > 0 ? noteOf(variantsOf(row), noteWidth) : noteOf(row.notes, room)) ?? [];
		return fitLine([...head, ...behindGap(line), ...behindGap(note)], width);
	});
}

function optionsOf({max, role}: GraphOfRow): Pick<GraphOptions, 'max' | 'role'> {
	return {max, ...(role && {role})};
}

function behindGap(line: Line): Line {
	return line.length === 0 ? [] : [span(' '.repeat(gap)), ...line];
}

/** Returns the notes of a row with a graph, with the scale where there is room for it. */
function variantsOf({notes, graph: drawn}: ResourceRow): readonly Line[] {
	const scale = drawn?.scaleNote;
	return scale === undefined ? notes : [...notes.map(note => joinSpans([note, scale], '  ')), ...notes, scale, []];
}

/** Returns the longest notes that fit; `undefined` when no variant fits. */
function noteOf(variants: readonly Line[], width: number): Line | undefined {
	return variants.length === 0 ? [] : variants.find(note => lineWidth(note) <= width);
}
