import colors from 'ansi-colors';
import type {Alert} from '../alerts/alert.js';
import type {SummaryOptions} from './summary-options.js';

/** Formats an alert as one line, yellow or red with colour: `▲ WARNING High memory usage: 85.5% (threshold: 80.0%)`. */
export function formatAlert(alert: Alert, {hasColor = false, isAscii = false}: SummaryOptions = {}): string {
	const paint = colors.create();
	paint.enabled = hasColor;
	const isCritical = alert.level === 'CRITICAL';
	const sign = isCritical ? (isAscii ? '!!' : '✖') : isAscii ? '!' : '▲';
	const text = `${sign} ${alert.level} ${alert.message}`;
	return isCritical ? paint.red(text) : paint.yellow(text);
}
