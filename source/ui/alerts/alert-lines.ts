import type {Alert, AlertLevel} from '../../alerts/alert.js';
import type {DeliveryProgress} from '../../alerts/delivery-progress.js';
import type {MonitorState} from '../../core/state.js';
import {formatDuration, formatTime} from '../../support/format.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, joinSpans, type Line, lineWidth, longestThatFits, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import type {Role} from '../theme/role.js';
import {deliveryCounts, deliverySigns} from './delivery-lines.js';
import type {DeliveryView} from './service.js';
import {worstFirst} from './worst-first.js';

const noAlerts: readonly Alert[] = [];

const levelWidth = 10;

export function alertRole(level: AlertLevel): Role {
	return level === 'CRITICAL' ? 'critical' : 'warning';
}

export function alertSign(level: AlertLevel, glyphs: Glyphs): string {
	return level === 'CRITICAL' ? glyphs.critical : glyphs.warning;
}

/** Draws one row per alert, with its delivery status. */
export function drawAlerts(
	alerts: readonly Alert[],
	delivery: DeliveryView | undefined,
	width: number,
	glyphs: Glyphs,
): readonly Line[] {
	return alerts.length === 0
		? [[span(`${glyphs.good} no alerts`, 'muted')]]
		: alerts.map(alert => alertLine(alert, delivery?.progressOf(alert) ?? [], width, glyphs));
}

export function alertLine(alert: Alert, progress: readonly DeliveryProgress[], width: number, glyphs: Glyphs): Line {
	const role = alertRole(alert.level);
	const note = alert.isNoData
		? 'no data'
		: alert.isSilenced
			? 'silenced'
			: alert.isAcknowledged
				? 'acknowledged'
				: undefined;
	const duration = formatDuration(alert.durationMs / 1000);
	const left: Line = [
		span(`${alertSign(alert.level, glyphs)} ${alert.level}`.padEnd(levelWidth + 2), role),
		span(printable(alert.message)),
		...(note === undefined ? [] : [span(`  ${note}`, 'muted')]),
	];
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
	return spread(left, right, width);
}

export function alertCounts(alerts: readonly Alert[], glyphs: Glyphs): Line {
	const count = (level: AlertLevel, word: string): Line | undefined => {
		const number = alerts.filter(alert => alert.level === level).length;
		return number === 0 ? undefined : [span(`${number} ${word}`, alertRole(level))];
	};
	return joinSpans([count('CRITICAL', 'critical'), count('WARNING', 'warning')], ` ${glyphs.separator} `);
}

/** Returns the number of alerts per level, such as `✖1 ▲2`; empty when there are none. */
export function alertSigns(alerts: readonly Alert[], glyphs: Glyphs): Line {
	const count = (level: AlertLevel): Line | undefined => {
		const number = alerts.filter(alert => alert.level === level).length;
		return number === 0 ? undefined : [span(`${alertSign(level, glyphs)}${number}`, alertRole(level))];
	};
	return joinSpans([count('CRITICAL'), count('WARNING')], ' ');
}

/** Draws alerts in one line, the worst first, as many as fit: `✖ Critical disk usage: …   ▲ High memory usage: …`. */
export function alertsInOneLine(alerts: readonly Alert[], width: number, glyphs: Glyphs): Line {
	const texts = worstFirst(alerts).map(
		(alert): Line => [span(`${alertSign(alert.level, glyphs)} ${printable(alert.message)}`, alertRole(alert.level))],
	);
	const line: Line = [span(' '), ...joinSpans(texts, '   ')];
	return fitLine(line, width);
}

export function selectAlerts({sample}: Pick<MonitorState, 'sample'>): readonly Alert[] {
	return sample?.alerts ?? noAlerts;
}
