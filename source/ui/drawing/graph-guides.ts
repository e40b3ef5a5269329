import type {AlertRule} from '../../alerts/rules/rule.js';
import type {Cell} from './cell-row.js';
import {brailleSign, type DrawnStyle, guideSigns, leftDots, rightDots, stepsPerCell} from './graph-style.js';

/** A horizontal line of a graph at a value: the grid, or the threshold of an alert rule. */
export type Guide = {readonly value: number; readonly kind: 'grid' | 'warning' | 'critical'};

/** Lines at half and at the full scale. */
export function grid(max: number): readonly Guide[] {
	return [
		{value: max / 2, kind: 'grid'},
		{value: max, kind: 'grid'},
	];
}

/** Returns the thresholds of the alert rules for a metric. */
export function thresholds(rules: readonly AlertRule[], path: string): readonly Guide[] {
	return rules
		.filter(({isEnabled, metric}) => isEnabled && metric.text === path)
		.flatMap(({warning, critical}): readonly Guide[] => [
			...(warning === undefined ? [] : [{value: warning, kind: 'warning'} as const]),
			...(critical === undefined ? [] : [{value: critical, kind: 'critical'} as const]),
		]);
}

/** Rows of a graph from which guides are drawn. With fewer, they would cover too much of it. */
const minGuideRows = 3;

/** Returns the cell of the guide in each row of a graph, counted from the bottom. A threshold covers the grid. */
export function guideCells(
	guides: readonly Guide[],
	{height, max, style}: {readonly height: number; readonly max: number; readonly style: DrawnStyle},
): ReadonlyMap<number, Cell> {
	const cells = new Map<number, Cell>();
	if (height < minGuideRows || max <= 0) {
		return cells;
	}

	const steps = stepsPerCell[style];
	for (const {value, kind} of guides) {
		const step = Math.round((value / max) * height * steps) - 1;
		if (step >= 0 && step < height * steps) {
			cells.set(Math.floor(step / steps), {
				sign: guideSign(step % steps, style, kind !== 'grid'),
				role: kind === 'grid' ? 'track' : kind,
			});
		}
	}

	return cells;
}

function guideSign(step: number, style: DrawnStyle, isThreshold: boolean): string {
	if (style !== 'braille') {
		return guideSigns[style][isThreshold ? 1 : 0];
	}

	return brailleSign((leftDots[step] ?? 0) | (isThreshold ? (rightDots[step] ?? 0) : 0));
}
