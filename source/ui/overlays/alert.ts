import type {Alert} from '../../alerts/alert.js';
import type {DeliveryProgress} from '../../alerts/delivery-progress.js';
import {isOfEarlierRun} from '../../alerts/engine/marked-alerts.js';
import {isFindingText} from '../../alerts/rules/finding-path.js';
import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';
import {formatDuration, formatTime} from '../../support/format.js';
import {culpritsNow, culpritsThen} from '../alerts/culprits.js';
import {deliveryWords} from '../alerts/delivery-lines.js';
import {selectAlerts} from '../alerts/select-alerts.js';
import type {Appearance} from '../drawing/appearance.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {openAlertList} from '../input/selected-alert.js';
import type {Role} from '../theme/role.js';
import {maxAlertWidth} from './alerts.js';
import type {OverlayDefinition} from './overlay-definition.js';

/** Box with the details of one alert. */
export const alertDetails: OverlayDefinition<'alert'> = {
	box({id}, {monitor, settings, appearance, columns, rows}) {
		const alert = selectAlerts(monitor).find(candidate => candidate.id === id);
		const width = Math.min(maxAlertWidth, columns - 4);
		const lines = alert
			? detailLines(
					alert,
					{progress: settings.alertService.delivery?.progressOf(alert) ?? [], monitor, appearance},
					width,
				)
			: [[span('This alert has cleared.', 'muted')]];
		return {
			title: alert ? `${alert.level} ${printable(alert.metric)}` : 'Alert',
			detail: [span('Esc closes', 'muted')],
			lines: lines.map(line => fitLine(line, width)).slice(0, Math.max(1, rows - 2)),
		};
	},
	handleKey({name, action}, {id}, controls) {
		if (action === 'close' || name === 'enter') {
			openAlertList(controls, id);
		}
	},
};

const labelWidth = 12;

type Details = {
	readonly progress: readonly DeliveryProgress[];
	readonly monitor: MonitorState;
	readonly appearance: Appearance;
};

function detailLines(alert: Alert, {progress, monitor, appearance}: Details, width: number): readonly Line[] {
	const row = (label: string, value: string, role: Role = 'text'): Line => [
		span(label.padEnd(labelWidth), 'muted'),
		span(printable(value), role),
	];
	const list = known(monitor.sample?.snapshot.readings.processes)?.list;
	const rounded = (value: number): string => String(Math.round(value * 100) / 100);
	const {range} = alert;
	return [
		...wrapped(printable(alert.message), Math.max(1, width - labelWidth)).map((text, index) =>
			row(index === 0 ? 'Message' : '', text),
		),
		row('Metric', alert.metric),
		...(isFindingText(alert.metric)
			? alert.isNoData
				? [row('Value', 'no data now')]
				: []
			: [
					row(
						'Value',
						`${rounded(alert.value)}, threshold ${rounded(alert.threshold)}${alert.isNoData ? '; no data now' : ''}`,
					),
					row('Range', `min ${rounded(range.min)}, avg ${rounded(range.mean)}, max ${rounded(range.max)}`),
				]),
		row(
			'Since',
			`${formatTime(alert.sinceMs)}, for ${formatDuration(alert.durationMs / 1000)}${isOfEarlierRun(alert, monitor.alerts.states) ? '; raised before this start of mon-tui' : ''}`,
		),
		row('State', alert.isAcknowledged ? 'acknowledged' : 'not acknowledged'),
		...(alert.isSilenced ? [row('Silenced', 'no notifications are sent')] : []),
		...progress.map((one, index) => row(index === 0 ? 'Notified' : '', `${one.handler}: ${deliveryWords(one)}`)),
		row('Alert ID', alert.id),
		...culpritsThen(alert, list, appearance).map(({text, hasEnded}, index) =>
			row(index === 0 ? 'Then' : '', text, hasEnded ? 'muted' : 'text'),
		),
		...culpritsNow(alert, list, appearance).map((text, index) => row(index === 0 ? 'Now' : '', text)),
	];
}
