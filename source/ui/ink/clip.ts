import measureText from 'original:./measure-text.js';
import InkOutput, {type Clip} from 'original:./output.js';
import stringWidth from './string-width.js';

/** Lines at a position of the screen. */
export type Placed = {readonly x: number; readonly y: number; readonly lines: readonly string[]};

type Axis = readonly [from: number, to: number] | undefined;

const axis = (from: number | undefined, to: number | undefined): Axis =>
	from === undefined || to === undefined ? undefined : [from, to];

const tighter = (
	outer: number | undefined,
	inner: number | undefined,
	choose: (a: number, b: number) => number,
): number | undefined => (outer === undefined || inner === undefined ? (outer ?? inner) : choose(outer, inner));

/** Returns the part of `inner` that is visible inside `outer`. */
export function intersect(outer: Clip | undefined, inner: Clip): Clip {
	return {
		x1: tighter(outer?.x1, inner.x1, Math.max),
		x2: tighter(outer?.x2, inner.x2, Math.min),
		y1: tighter(outer?.y1, inner.y1, Math.max),
		y2: tighter(outer?.y2, inner.y2, Math.min),
	};
}

/**
Returns the visible part of the lines of `text` at a position, as the original `Output` cuts it; `undefined` when nothing is
visible, so that transformers do not see it.
*/
export function visiblePart(
	{x, y, text}: {readonly x: number; readonly y: number; readonly text: string},
	lines: readonly string[],
	clip: Clip,
): Placed | undefined {
	const horizontal = axis(clip.x1, clip.x2);
	const vertical = axis(clip.y1, clip.y2);
	if (isOutside(x, horizontal, () => measureText(text).width) || isOutside(y, vertical, () => lines.length)) {
		return undefined;
	}

	const [top, bottom] = vertical ?? [y, y + lines.length];
	const seen = lines.slice(Math.max(top - y, 0), Math.min(bottom - y, lines.length));
	return {
		x: horizontal ? Math.max(x, horizontal[0]) : x,
		y: Math.max(y, top),
		lines: horizontal ? seen.map(line => cutLine(line, x, horizontal)) : seen,
	};
}

function isOutside(start: number, bounds: Axis, length: () => number): boolean {
	if (bounds === undefined) {
		return false;
	}

	const [from, to] = bounds;
	return from >= to || start + length() < from || start > to;
}

/** Returns the part of a line at column `x` between two columns. As in the original, an uncut line is serialized again, too. */
function cutLine(line: string, x: number, [left, right]: readonly [number, number]): string {
	const slicer = new InkOutput({width: 0, height: 0});
	return slicer.sliceLineToColumns(line, Math.max(left - x, 0), Math.min(right - x, stringWidth(line)));
}
