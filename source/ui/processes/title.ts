import type {Glyphs} from '../drawing/glyphs.js';
import {joinSpans, type Line, longestThatFits, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {type CountsContent, processCounts} from './counts.js';
import {parseFilter} from './filter.js';
import {orderOf} from './list-order.js';
import type {ProcessList} from './process-list.js';
import type {ProcessView} from './process-view.js';

/** Draws filter, mode and counts beside the title, as many as fit. */
export function processesDetail(
	counts: CountsContent,
	view: ProcessView,
	list: ProcessList,
	width: number,
	glyphs: Glyphs,
): Line {
	const filter: readonly Line[] = [
		...(view.filter === '' ? [] : [[span(`/${printable(view.filter)}`, 'accent')], matchSpans(view.filter, list)]),
		...(view.search === '' ? [] : [foundSpans(view.search, list)]),
	];
	const mark = orderMark(view, glyphs);
	const mode: readonly Line[] = [
		...(view.tagged.size === 0 ? [] : [[span(`${view.tagged.size} tagged`, 'warning')]]),
		...(view.isFollowing ? [[span('following', 'accent')]] : []),
		...(view.grouping ? [[span(`by ${view.grouping}`, 'muted')]] : []),
		...(view.hasKernelThreads ? [] : [[span('without kernel threads', 'muted')]]),
		...(view.isPerCore ? [] : [[span('of all cores', 'muted')]]),
	];
	return longestThatFits(
		[
			...processCounts(counts).map(one => [...filter, ...mark, ...mode, ...one]),
			[...filter, ...mark, ...mode],
			[...filter, ...mark],
			filter.slice(-1),
			mark,
		].map(parts => joinSpans(parts, ` ${glyphs.separator} `)),
		width,
	);
}

/** Returns why the list is not in the order that the user chose: `MEM↓ (memory)`. */
function orderMark(view: ProcessView, {down}: Glyphs): readonly Line[] {
	const {label} = orderOf(view);
	return label === undefined ? [] : [[span(`${label}${down} (${view.followed})`, 'warning')]];
}

function matchSpans(filter: string, {matching}: ProcessList): Line {
	return parseFilter(filter).error === undefined
		? [span(`${matching.length} match`, 'muted')]
		: [span('not a valid filter', 'warning')];
}

function foundSpans(search: string, {rows}: ProcessList): Line {
	const count = rows.filter(({isFound}) => isFound).length;
	return [span(`"${printable(search)}" `, 'accent'), span(`${count} found`, count === 0 ? 'warning' : 'muted')];
}
