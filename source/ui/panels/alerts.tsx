import type {Alert, AlertLevel} from '../../alerts/alert.js';
import {formatDuration, formatTime} from '../../format.js';
import type {MonitorState} from '../../state.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, joinSpans, type Line, lineWidth, longestThatFits, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/text.js';
import {useLook} from '../look.js';
import {useMonitor} from '../store-context.js';
import type {Role} from '../theme/role.js';
import {worstFirst} from '../worst-first.js';
import {Panel, type PanelSize} from './panel.js';

const noAlerts: readonly Alert[] = [];

const levelWidth = 10;

export function alertRole(level: AlertLevel): Role {
	return level === 'CRITICAL' ? 'critical' : 'warning';
}

export function alertSign(level: AlertLevel, glyphs: Glyphs): string {
	return level === 'CRITICAL' ? glyphs.critical : glyphs.warning;
}

/** What is wrong now, the worst and then the oldest first. */
export function drawAlerts(alerts: readonly Alert[], width: number, height: number, glyphs: Glyphs): readonly Line[] {
	if (alerts.length === 0) {
		return [[span(`${glyphs.good} nothing is wrong`, 'muted')]];
	}

	// The worst is always there, and how many more there are where all do not fit.
	const shown = worstFirst(alerts).slice(0, alerts.length > height ? Math.max(1, height - 1) : height);
	const hidden = alerts.length - shown.length;
	if (height === 1 && hidden > 0) {
		const note = span(`  +${hidden}`, 'muted');
		return shown.map(alert => [...alertLine(alert, width - note.width, glyphs), note]);
	}

	return [
		...shown.map(alert => alertLine(alert, width, glyphs)),
		...(hidden > 0 ? [[span(`${glyphs.more} ${hidden} more`, 'muted')]] : []),
	];
}

export function alertLine(alert: Alert, width: number, glyphs: Glyphs): Line {
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
	const right = longestThatFits(
		[[span(`since ${formatTime(alert.sinceMs)} (${duration})`, 'muted')], [span(duration, 'muted')], []],
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

/** `✖1 ▲2`: how many there are, in the smallest space. Empty when nothing is wrong. */
export function alertSigns(alerts: readonly Alert[], glyphs: Glyphs): Line {
	const count = (level: AlertLevel): Line | undefined => {
		const number = alerts.filter(alert => alert.level === level).length;
		return number === 0 ? undefined : [span(`${alertSign(level, glyphs)}${number}`, alertRole(level))];
	};
	return joinSpans([count('CRITICAL'), count('WARNING')], ' ');
}

/** `✖ Critical disk usage: …   ▲ High memory usage: …`: the worst first, as many as fit. */
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

export function AlertsPanel({width, height, isFocused = false}: PanelSize) {
	const {glyphs} = useLook();
	const alerts = useMonitor(selectAlerts);
	const inner = innerWidth(width);
	return (
		<Panel
			title="Alerts"
			detail={alertCounts(alerts, glyphs)}
			lines={drawAlerts(alerts, inner, innerHeight(height), glyphs).map(line => fitLine(line, inner))}
			width={width}
			height={height}
			isFocused={isFocused}
		/>
	);
}
