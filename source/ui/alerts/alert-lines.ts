import type {Alert, AlertLevel} from '../../alerts/alert.js';
import type {DeliveryProgress} from '../../alerts/delivery-progress.js';
import {isQuiet} from '../../alerts/quiet.js';
import {formatDuration, formatTime} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, joinSpans, type Line, lineWidth, longestThatFits, type Span, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import type {Role} from '../theme/role.js';
import {alertSummary} from './alert-summary.js';
import {firstCulprit} from './culprits.js';
import {deliveryCounts, deliverySigns} from './delivery-lines.js';
import type {DeliveryView} from './service.js';
import {worstFirst} from './worst-first.js';

const levelWidth = 10;

export function alertRole(level: AlertLevel): Role {
	return level === 'CRITICAL' ? 'critical' : 'warning';
}

export function alertSign(level: AlertLevel, glyphs: Glyphs): string {
	return level === 'CRITICAL' ? glyphs.critical : glyphs.warning;
}

/** Draws one row per alert with its delivery status: what, where, value and threshold. */
export function drawAlertSummaries(
	alerts: readonly Alert[],
	delivery: DeliveryView | undefined,
	width: number,
	appearance: Appearance,
): readonly Line[] {
	return alerts.map(alert => {
		const sign = `${alertSign(alert.level, appearance.glyphs)} `;
		// The sign alone shows the level where the room is needed for the summary.
		const word = width >= minWidthForLevel ? alert.level.padEnd(levelWidth) : '';
		return withStatus(
			span(`${sign}${word}`, alertRole(alert.level)),
			alertSummary(alert, width - sign.length - word.length - durationWidth),
			alert,
			delivery?.progressOf(alert) ?? [],
			width,
			appearance,
		);
	});
}

/** Minimum width of a row that names the level. */
const minWidthForLevel = 96;
/** Width of ` 12m 34s`. */
const durationWidth = 8;

/** Draws one row per alert with its message and delivery status. */
export function drawAlerts(
	alerts: readonly Alert[],
	delivery: DeliveryView | undefined,
	width: number,
	appearance: Appearance,
): readonly Line[] {
	return alerts.length === 0
		? [[span(`${appearance.glyphs.good} no alerts`, 'muted')]]
		: alerts.map(alert => alertLine(alert, delivery?.progressOf(alert) ?? [], width, appearance));
}

export function alertLine(
	alert: Alert,
	progress: readonly DeliveryProgress[],
	width: number,
	appearance: Appearance,
): Line {
	const {glyphs} = appearance;
	return withStatus(
		span(`${alertSign(alert.level, glyphs)} ${alert.level}`.padEnd(levelWidth + 2), alertRole(alert.level)),
		[span(printable(alert.message))],
		alert,
		progress,
		width,
		appearance,
	);
}

/** Adds whether the alert is current, who causes it, how long it holds, and its delivery status. */
function withStatus(
	sign: Span,
	text: Line,
	alert: Alert,
	progress: readonly DeliveryProgress[],
	width: number,
	appearance: Appearance,
): Line {
	const {glyphs} = appearance;
	const marks = marksOf(alert);
	const culprit = firstCulprit(alert, appearance);
	const duration = formatDuration(alert.durationMs / 1000);
	const left: Line = [sign, ...(marks === '' ? [] : [span(`${marks}  `, 'muted')]), ...text];
	const named = culprit === undefined ? left : [...left, span(`  ${culprit}`, 'muted')];
	const since: Line = [span(`since ${formatTime(alert.sinceMs)} (${duration})`, 'muted')];
	const short: Line = [span(duration, 'muted')];
	const signs = deliverySigns(progress, glyphs);
	const counts = deliveryCounts(progress, glyphs);
	const right = longestThatFits(
		[
			...[signs, counts].flatMap(delivery => [
				joinSpans([since, delivery], '   '),
				joinSpans([short, delivery], '   '),
			]),
			counts,
			[],
		],
		Math.max(0, width - lineWidth(left) - 1),
	);
	return spread(lineWidth(named) + lineWidth(right) < width ? named : left, right, width);
}

export function alertCounts(alerts: readonly Alert[], glyphs: Glyphs): Line {
	const count = (level: AlertLevel, word: string): Line | undefined => {
		const number = alerts.filter(alert => alert.level === level && !isQuiet(alert)).length;
		return number === 0 ? undefined : [span(`${number} ${word}`, alertRole(level))];
	};
	const quiet = (number: number, word: string): Line | undefined =>
		number === 0 ? undefined : [span(`${number} ${word}`, 'muted')];
	const silenced = alerts.filter(({isSilenced}) => isSilenced).length;
	const acknowledged = alerts.filter(isQuiet).length - silenced;
	return joinSpans(
		[
			count('CRITICAL', 'critical'),
			count('WARNING', 'warning'),
			quiet(acknowledged, 'acknowledged'),
			quiet(silenced, 'silenced'),
		],
		` ${glyphs.separator} `,
	);
}

/** Returns the number of alerts per level, and of those that are acknowledged or silenced: `✖1 ▲2 (1)`. Empty without alerts. */
export function alertSigns(alerts: readonly Alert[], glyphs: Glyphs): Line {
	const count = (level: AlertLevel): Line | undefined => {
		const number = alerts.filter(alert => alert.level === level && !isQuiet(alert)).length;
		return number === 0 ? undefined : [span(`${alertSign(level, glyphs)}${number}`, alertRole(level))];
	};
	const quiet = alerts.filter(isQuiet).length;
	return joinSpans([count('CRITICAL'), count('WARNING'), quiet === 0 ? undefined : [span(`(${quiet})`, 'muted')]], ' ');
}

/** Draws alerts in one line, the worst first, as many as fit: `✖ Critical disk usage: …   ▲ High memory usage: …`. */
export function alertsInOneLine(alerts: readonly Alert[], width: number, glyphs: Glyphs): Line {
	const loudFirst = worstFirst(alerts).toSorted((a, b) => Number(isQuiet(a)) - Number(isQuiet(b)));
	const texts = loudFirst.map(
		(alert): Line => [
			span(
				`${alertSign(alert.level, glyphs)} ${printable(alert.message)}`,
				isQuiet(alert) ? 'muted' : alertRole(alert.level),
			),
		],
	);
	const line: Line = [span(' '), ...joinSpans(texts, '   ')];
	return fitLine(line, width);
}

/** Returns what a reader must know before the message: `no data`, `acknowledged`, `silenced`. */
function marksOf({isNoData, isAcknowledged, isSilenced}: Alert): string {
	return [isNoData && 'no data', isAcknowledged && 'acknowledged', isSilenced && 'silenced']
		.filter(mark => mark !== false)
		.join(', ');
}
