import type {Absent} from '../../metrics/reading.js';
import {type Line, span} from './line.js';

/** Draws the reason why a reading has no value. */
export function absentLine(reading: Absent): Line {
	switch (reading.state) {
		case 'pending':
			return [span('measuring…', 'muted')];
		case 'unsupported':
		case 'disabled':
		case 'asleep':
			return [span(reading.reason ?? reading.state, 'muted')];
		case 'stale':
		case 'timeout':
		case 'error':
			return [span(`${reading.state}${reading.reason === undefined ? '' : `: ${reading.reason}`}`, 'warning')];
		default:
			return reading.state satisfies never;
	}
}
