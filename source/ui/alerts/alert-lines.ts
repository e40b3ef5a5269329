import type {Alert, AlertLevel} from '../../alerts/alert.js';
import type {DeliveryProgress} from '../../alerts/delivery-progress.js';
import type {AlertStates} from '../../alerts/engine/alert-states.js';
import {markedAlerts} from '../../alerts/engine/marked-alerts.js';
import type {MonitorState} from '../../core/state.js';
import {formatDuration, formatTime} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, joinSpans, type Line, lineWidth, longestThatFits, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import type {Role} from '../theme/role.js';
import {firstCulprit} from './culprits.js';
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
	const role = alertRole(alert.level);
	const marks = marksOf(alert);
	const culprit = firstCulprit(alert, appearance);
	const duration = formatDuration(alert.durationMs / 1000);
	const left: Line = [
		span(`${alertSign(alert.level, glyphs)} ${alert.level}`.padEnd(levelWidth + 2), role),
		...(marks === '' ? [] : [span(`${marks}  `, 'muted')]),
		span(printable(alert.message)),
	];
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

/** Returns the active alerts, with acknowledgements and silences since the sample. */
export function selectAlerts({sample, alerts: {states}}: Pick<MonitorState, 'sample' | 'alerts'>): readonly Alert[] {
	if (!sample || sample.snapshot.monotonicMs !== states.monotonicMs) {
		return sample?.alerts ?? noAlerts;
	}

	// The same result for the same state: a component draws again when the result is another object.
	const before = marked.get(sample.alerts);
	if (before?.states === states) {
		return before.alerts;
	}

	const alerts = markedAlerts(sample.alerts, states, sample.snapshot.timestampMs);
	marked.set(sample.alerts, {states, alerts});
	return alerts;
}

const marked = new WeakMap<readonly Alert[], {readonly states: AlertStates; readonly alerts: readonly Alert[]}>();

/** Returns whether an alert needs no attention: it is acknowledged or silenced. */
export function isQuiet({isAcknowledged, isSilenced}: Pick<Alert, 'isAcknowledged' | 'isSilenced'>): boolean {
	return isAcknowledged || isSilenced;
}

/** Returns what a reader must know before the message: `no data`, `acknowledged`, `silenced`. */
function marksOf({isNoData, isAcknowledged, isSilenced}: Alert): string {
	return [isNoData && 'no data', isAcknowledged && 'acknowledged', isSilenced && 'silenced']
		.filter(mark => mark !== false)
		.join(', ');
}
