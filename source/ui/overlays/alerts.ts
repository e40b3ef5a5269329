import type {AlertEvent} from '../../alerts/alert.js';
import type {Silence} from '../../alerts/engine/silence.js';
import type {MonitorState} from '../../core/state.js';
import {formatTime} from '../../support/format.js';
import {alertLine, alertRole, alertSign, drawAlerts} from '../alerts/alert-lines.js';
import {lostLine} from '../alerts/delivery-lines.js';
import {selectAlerts} from '../alerts/select-alerts.js';
import {worstFirst} from '../alerts/worst-first.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {selectLeakWarning} from '../health/leak-warning.js';
import {rowOf} from '../input/keys.js';
import {handleMenuKey} from './menu.js';
import type {OverlayDefinition} from './overlay-definition.js';

export const maxAlertWidth = 120;

/** Box with the active alerts and, below them, past events, newest first. */
export const alertsList: OverlayDefinition<'alerts'> = {
	box({index}, {monitor, settings, appearance, columns, rows}) {
		const {glyphs} = appearance;
		const {delivery} = settings.alertService;
		const alerts = worstFirst(selectAlerts(monitor));
		const width = Math.min(maxAlertWidth, columns - 4);
		const room = Math.max(2, rows - 2);
		const first = Math.max(0, Math.min(index - room + 2, alerts.length - 1));
		const firing = alerts.slice(first, first + room - 1).map((alert, row): Line => {
			const line = alertLine(alert, delivery?.progressOf(alert) ?? [], width, appearance);
			return first + row === index ? line.map(part => ({...part, role: 'selected' as const})) : line;
		});
		const leak = selectLeakWarning(monitor);
		const troubles = [
			...monitor.problems.map(problem => problemLine(problem, width, glyphs)),
			...(leak === undefined ? [] : [[span(`${glyphs.warning} memory: `, 'warning'), span(leak)]]),
		];
		const silences = monitor.alerts.states.silences.map(silenceLine);
		const lost = (delivery?.undelivered().lostMessages ?? []).map(one => lostLine(one, glyphs));
		const parts = [silences, headed('failed notifications', lost), headed('problems of mon-tui', troubles)].flat();
		const taken = firing.length + parts.length + 2;
		const events = recentEvents(monitor.history, room - taken).map(event => eventLine(event, width, glyphs));
		const lines: readonly Line[] = [
			...(firing.length === 0 ? drawAlerts([], delivery, width, appearance) : firing),
			...parts,
			...headed('history', events),
		];
		return {
			title: 'Alerts',
			detail: [span('Enter details, A acknowledge, S silence, Esc closes', 'muted')],
			lines: lines.map(line => fitLine(line, width)).slice(0, room),
			entries: {count: firing.length, first},
		};
	},
	handleKey(key, overlay, controls) {
		const alerts = worstFirst(selectAlerts(controls.monitor()));
		const alert = alerts[overlay.index];
		if (key.action === 'alerts') {
			controls.open(undefined);
		} else if (key.name === 'enter' && alert) {
			controls.open({kind: 'alert', id: alert.id});
		} else if (key.action === 'acknowledge' || key.action === 'silence') {
			rowOf(key.action).run(controls);
		} else {
			handleMenuKey(key, overlay, alerts.length, controls);
		}
	},
};

function headed(title: string, lines: readonly Line[]): readonly Line[] {
	return lines.length === 0 ? [] : [[span(title, 'muted')], ...lines];
}

function silenceLine({target, untilMs}: Silence): Line {
	return [span(`silenced until ${formatTime(untilMs)}: `, 'muted'), span(printable(target))];
}

function problemLine({area, message, sinceMs}: MonitorState['problems'][number], width: number, glyphs: Glyphs): Line {
	return spread(
		[span(`${glyphs.warning} ${printable(area)}: `, 'warning'), span(printable(message))],
		[span(`since ${formatTime(sinceMs)}`, 'muted')],
		width,
	);
}

/** Returns up to `count` alert events of the history, newest first. */
function recentEvents(history: MonitorState['history'], count: number): readonly AlertEvent[] {
	const events: AlertEvent[] = [];
	for (let back = 1; back <= history.length && events.length < count; back++) {
		events.push(...(history.at(-back)?.events ?? []).toReversed());
	}

	return events.slice(0, Math.max(0, count));
}

const kinds: Readonly<Record<AlertEvent['kind'], string>> = {
	raised: 'raised',
	escalated: 'escalated',
	deescalated: 'deescalated',
	repeated: 'repeated',
	cleared: 'cleared',
};

function eventLine({kind, alert}: AlertEvent, width: number, glyphs: Glyphs): Line {
	const role = kind === 'cleared' ? 'good' : alertRole(alert.level);
	const sign = kind === 'cleared' ? glyphs.good : alertSign(alert.level, glyphs);
	return fitLine(
		[
			span(`${formatTime(alert.timestampMs)}  `, 'muted'),
			span(`${sign} ${kinds[kind].padEnd(12)}`, role),
			span(printable(alert.message)),
		],
		width,
	);
}
