import type {AlertEvent} from '../../alerts/alert.js';
import type {History} from '../../core/history.js';
import type {EventMark} from './event-marks.js';
import type {Glyphs} from './glyphs.js';

/**
Returns the marks of the moments at which alerts rose, for a graph of `width` cells that ends with the newest sample. `path` is
the beginning of the metric paths of the alerts. The latest alert of a cell counts.
*/
export function alertMarks(
	history: History,
	events: readonly AlertEvent[],
	path: string,
	{width, bucketMs, perCell, glyphs}: {width: number; bucketMs: number; perCell: number; glyphs: Glyphs},
): readonly EventMark[] {
	const newest = history.at(-1)?.snapshot;
	if (!newest) {
		return [];
	}

	const firstBucket = Math.floor(newest.monotonicMs / bucketMs) - width * perCell + 1;
	return events
		.filter(({kind, alert}) => (kind === 'raised' || kind === 'escalated') && alert.metric.startsWith(path))
		.flatMap(({alert: {timestampMs, level}}): readonly EventMark[] => {
			const monotonicMs = newest.monotonicMs - (newest.timestampMs - timestampMs);
			const cell = Math.floor((Math.floor(monotonicMs / bucketMs) - firstBucket) / perCell);
			const sign = level === 'CRITICAL' ? glyphs.critical : glyphs.warning;
			return cell < 0 || cell >= width
				? []
				: [{cell, role: level === 'CRITICAL' ? 'critical' : 'warning', sign: sign.slice(0, 1)}];
		});
}
