import type {Alert} from '../../alerts/alert.js';
import {alertParts} from '../../alerts/alert-parts.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fitPath} from '../drawing/text.js';

/** Cells of a place below which it is not cut further. */
const minPlaceWidth = 8;

/**
Draws what an alert is about in at most `width` cells as far as possible: subject, place, value and threshold, such as
`disk usage /data 96.2% > 95.0%`. A long path loses its beginning. An alert about an event or a finding has its message.
*/
export function alertSummary(alert: Alert, width: number): Line {
	const parts = alertParts(alert);
	if (!parts) {
		return [span(printable(alert.message))];
	}

	const {subject, place, amounts} = parts;
	if (place === undefined) {
		return [span(`${subject} ${amounts}`)];
	}

	const whole = printable(place);
	const room = Math.max(minPlaceWidth, width - cells(subject) - cells(amounts) - 2);
	return [span(`${subject} `), span(fitPath(whole, Math.min(cells(whole), room))), span(` ${amounts}`)];
}
