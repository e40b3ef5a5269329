import {type AlertEvent, isRise} from '../../alerts/alert.js';
import type {History} from '../../core/history.js';
import {cellAt, type EventMark, type MarkedWindow} from './event-marks.js';
import type {Glyphs} from './glyphs.js';

/**
Returns the marks of the moments at which alerts rose, for a graph of `width` cells that ends with the newest sample. `path` is
the beginning of the metric paths of the alerts. The latest alert of a cell counts.
*/
export function alertMarks(
	history: History,
	events: readonly AlertEvent[],
	path: string,
	{glyphs, ...window}: MarkedWindow & {readonly glyphs: Glyphs},
): readonly EventMark[] {
	const newest = history.at(-1)?.snapshot;
	if (!newest) {
		return [];
	}

	return events
		.filter(event => isRise(event) && event.alert.metric.startsWith(path))
		.flatMap(({alert: {timestampMs, level}}): readonly EventMark[] => {
			const cell = cellAt(timestampMs, newest, window);
			const sign = level === 'CRITICAL' ? glyphs.critical : glyphs.warning;
			return cell === undefined
				? []
				: [{cell, role: level === 'CRITICAL' ? 'critical' : 'warning', sign: sign.slice(0, 1)}];
		});
}
