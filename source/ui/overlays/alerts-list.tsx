import type {Alert, AlertEvent} from '../../alerts/alert.js';
import type {DeliveryProgress} from '../../alerts/delivery-progress.js';
import type {Silence} from '../../alerts/engine/silence.js';
import type {MonitorState} from '../../core/state.js';
import {formatDuration, formatTime} from '../../support/format.js';
import {deliveryWords, lostLine} from '../alerts/delivery-lines.js';
import {useDelivery} from '../alerts/service-context.js';
import {silenceTimes} from '../alerts/silence-times.js';
import {worstFirst} from '../alerts/worst-first.js';
import {OverlayBox} from '../boxes/overlay-box.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit} from '../drawing/text.js';
import {useLook} from '../hooks/look.js';
import {useMonitor} from '../hooks/store-context.js';
import {alertLine, alertRole, alertSign, drawAlerts, selectAlerts} from '../panels/alerts.js';
import {selectLeakWarning} from '../views/footer.js';

type Place = {readonly columns: number; readonly rows: number};

const mostWidth = 120;

/** What fires now, the selected one marked, and below it what happened before, newest first. */
export function AlertsList({index, columns, rows}: Place & {readonly index: number}) {
	const {glyphs} = useLook();
	const delivery = useDelivery();
	const alerts = worstFirst(useMonitor(selectAlerts));
	const problems = useMonitor(state => state.problems);
	const history = useMonitor(state => state.history);
	const width = Math.min(mostWidth, columns - 4);
	const room = Math.max(2, rows - 2);
	const first = Math.max(0, Math.min(index - room + 2, alerts.length - 1));
	const firing = alerts.slice(first, first + room - 1).map((alert, row): Line => {
		const line = alertLine(alert, delivery?.progressOf(alert) ?? [], width, glyphs);
		return first + row === index ? line.map(part => ({...part, role: 'selected' as const})) : line;
	});
	const leak = useMonitor(selectLeakWarning);
	const troubles = [
		...problems.map(problem => problemLine(problem, width, glyphs)),
		...(leak === undefined ? [] : [[span(`${glyphs.warning} memory: `, 'warning'), span(leak)]]),
	];
	const silences = useMonitor(state => state.alerts.states.silences).map(silenceLine);
	const lost = (delivery?.undelivered().lostMessages ?? []).map(message => lostLine(message, glyphs));
	const parts = [silences, headed('never delivered', lost), headed('of the monitor itself', troubles)].flat();
	const taken = firing.length + parts.length + 2;
	const events = recentEvents(history, room - taken).map(event => eventLine(event, width, glyphs));
	const lines: readonly Line[] = [
		...(firing.length === 0 ? drawAlerts([], delivery, width, glyphs) : firing),
		...parts,
		...headed('before', events),
	];
	return (
		<OverlayBox
			title="Alerts"
			detail={[span('Enter details, A acknowledge, S silence, Esc closes', 'muted')]}
			lines={lines.map(line => fitLine(line, width)).slice(0, room)}
			entries={{count: firing.length, first}}
			columns={columns}
			rows={rows}
		/>
	);
}

function headed(title: string, lines: readonly Line[]): readonly Line[] {
	return lines.length === 0 ? [] : [[span(title, 'muted')], ...lines];
}

function silenceLine({target, untilMs}: Silence): Line {
	return [span(`silent until ${formatTime(untilMs)}: `, 'muted'), span(printable(target))];
}

function problemLine({area, message, sinceMs}: MonitorState['problems'][number], width: number, glyphs: Glyphs): Line {
	return spread(
		[span(`${glyphs.warning} ${printable(area)}: `, 'warning'), span(printable(message))],
		[span(`since ${formatTime(sinceMs)}`, 'muted')],
		width,
	);
}

/** The newest first, as far as the history reaches. */
function recentEvents(history: MonitorState['history'], count: number): readonly AlertEvent[] {
	const events: AlertEvent[] = [];
	for (let back = 1; back <= history.length && events.length < count; back++) {
		events.push(...(history.at(-back)?.events ?? []).toReversed());
	}

	return events.slice(0, Math.max(0, count));
}

const kinds: Readonly<Record<AlertEvent['kind'], string>> = {
	raised: 'raised',
	escalated: 'got worse',
	deescalated: 'got better',
	repeated: 'goes on',
	cleared: 'is over',
};

function eventLine({kind, alert}: AlertEvent, width: number, glyphs: Glyphs): Line {
	const role = kind === 'cleared' ? 'good' : alertRole(alert.level);
	const sign = kind === 'cleared' ? glyphs.good : alertSign(alert.level, glyphs);
	return fitLine(
		[
			span(`${formatTime(alert.timestampMs)}  `, 'muted'),
			span(`${sign} ${kinds[kind].padEnd(11)}`, role),
			span(printable(alert.message)),
		],
		width,
	);
}

/** Everything that is known of one alert. */
export function AlertDetails({id, columns, rows}: Place & {readonly id: string}) {
	const delivery = useDelivery();
	const alert = useMonitor(state => state.sample?.alerts.find(candidate => candidate.id === id));
	const width = Math.min(mostWidth, columns - 4);
	const lines = alert
		? detailLines(alert, delivery?.progressOf(alert) ?? [])
		: [[span('This alert is over.', 'muted')]];
	return (
		<OverlayBox
			title={alert ? `${alert.level} ${printable(alert.metric)}` : 'Alert'}
			detail={[span('Esc closes', 'muted')]}
			lines={lines.map(line => fitLine(line, width)).slice(0, Math.max(1, rows - 2))}
			columns={columns}
			rows={rows}
		/>
	);
}

const labelWidth = 12;

function detailLines(alert: Alert, progress: readonly DeliveryProgress[]): readonly Line[] {
	const row = (label: string, value: string): Line => [span(label.padEnd(labelWidth), 'muted'), span(printable(value))];
	const rounded = (value: number): string => String(Math.round(value * 100) / 100);
	const {range} = alert;
	return [
		row('Message', alert.message),
		row('Metric', alert.metric),
		row(
			'Value',
			`${rounded(alert.value)}, threshold ${rounded(alert.threshold)}${alert.isNoData ? ', no data since' : ''}`,
		),
		row('So far', `at least ${rounded(range.min)}, on average ${rounded(range.mean)}, at most ${rounded(range.max)}`),
		row('Since', `${formatTime(alert.sinceMs)}, for ${formatDuration(alert.durationMs / 1000)}`),
		row('Known', alert.isAcknowledged ? 'acknowledged' : 'not acknowledged'),
		...(alert.isSilenced ? [row('Silenced', 'nobody is told')] : []),
		...progress.map((one, index) => row(index === 0 ? 'Told' : '', `${one.handler}: ${deliveryWords(one)}`)),
		row('Episode', alert.id),
		...alert.topProcesses.map((process, index) =>
			row(
				index === 0 ? 'Costliest' : '',
				`${process.name} (${process.pid})${process.cpuPercent === undefined ? '' : `, ${process.cpuPercent.toFixed(1)} % CPU`}`,
			),
		),
	];
}

/** For how long nobody is to be told. */
export function SilenceMenu({index, columns, rows}: Place & {readonly index: number}) {
	const lines = silenceTimes.map(
		({name}, row): Line => [span(fit(` ${name}`, 30), row === index ? 'selected' : 'text')],
	);
	return (
		<OverlayBox
			title="Silence for"
			detail={[span('Enter chooses', 'muted')]}
			lines={lines}
			selected={index}
			columns={columns}
			rows={rows}
		/>
	);
}
