import type {Alert, AlertProcess} from '../../alerts/alert.js';
import type {DeliveryProgress} from '../../alerts/delivery-progress.js';
import {isFindingText} from '../../alerts/rules/finding-path.js';
import {formatDuration, formatTime} from '../../support/format.js';
import {deliveryWords} from '../alerts/delivery-lines.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {openAlertList} from '../input/selected-alert.js';
import {maxAlertWidth} from './alerts.js';
import type {OverlayDefinition} from './overlay-definition.js';

/** Box with the details of one alert. */
export const alertDetails: OverlayDefinition<'alert'> = {
	box({id}, {monitor, settings, columns, rows}) {
		const alert = monitor.sample?.alerts.find(candidate => candidate.id === id);
		const width = Math.min(maxAlertWidth, columns - 4);
		const lines = alert
			? detailLines(alert, settings.alertService.delivery?.progressOf(alert) ?? [], width)
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

function cpuText({cpuPercent}: AlertProcess): string {
	return cpuPercent === undefined ? '' : `${cpuPercent.toFixed(1)} % CPU`;
}

function detailLines(alert: Alert, progress: readonly DeliveryProgress[], width: number): readonly Line[] {
	const row = (label: string, value: string): Line => [span(label.padEnd(labelWidth), 'muted'), span(printable(value))];
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
		row('Since', `${formatTime(alert.sinceMs)}, for ${formatDuration(alert.durationMs / 1000)}`),
		row('State', alert.isAcknowledged ? 'acknowledged' : 'not acknowledged'),
		...(alert.isSilenced ? [row('Silenced', 'no notifications are sent')] : []),
		...progress.map((one, index) => row(index === 0 ? 'Notified' : '', `${one.handler}: ${deliveryWords(one)}`)),
		row('Alert ID', alert.id),
		...alert.topProcesses.map((process, index) =>
			row(
				index === 0 ? 'Processes' : '',
				[`${process.name} (${process.pid})`, process.share ?? cpuText(process)].filter(part => part !== '').join(', '),
			),
		),
	];
}
