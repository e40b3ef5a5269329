import type {MonitorState} from '../../core/state.js';
import type {Events, MachineEvent} from '../../metrics/model/events.js';
import {known, type Reading} from '../../metrics/reading.js';
import {eventKinds} from '../../metrics/values/event-kinds.js';
import {formatTime} from '../../support/format.js';
import {absentLine} from '../drawing/absent.js';
import {severityRoles} from '../drawing/event-marks.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {labelled} from '../drawing/labelled.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {handleMenuKey} from './menu.js';
import type {OverlayDefinition} from './overlay-definition.js';

const maxWidth = 120;
const labelWidth = 9;

/** Box with the events of the last 30 minutes, newest first, and the details of the selected one. */
export const eventsList: OverlayDefinition<'events'> = {
	box({index}, {monitor, appearance: {glyphs}, columns, rows}) {
		const width = Math.min(maxWidth, columns - 4);
		const room = Math.max(1, rows - 2);
		const events = selectEvents(monitor);
		const selected = events[Math.min(index, events.length - 1)];
		const details = [...(selected ? detailLines(selected, width) : []), ...logLines(monitor, width, glyphs)];
		// On a low screen the list comes first.
		const shown = events.length + details.length + 1 > room ? details.slice(0, Math.max(0, room - 4)) : details;
		const listRoom = Math.max(1, room - shown.length - (shown.length > 0 ? 1 : 0));
		const first = Math.max(0, Math.min(index - Math.floor(listRoom / 2), events.length - listRoom));
		const list = events
			.slice(first, first + listRoom)
			.map((event, row) => eventLine(event, width, glyphs, first + row === index));
		const lines: readonly Line[] = [
			...(list.length > 0 ? list : [emptyLine(monitor.sample?.snapshot.readings.events, glyphs)]),
			...(shown.length > 0 ? [[]] : []),
			...shown,
		];
		return {
			title: 'Events',
			detail: [span('last 30 minutes, Esc closes', 'muted')],
			lines: lines.map(line => fitLine(line, width)).slice(0, room),
			entries: {count: list.length, first},
		};
	},
	handleKey(key, overlay, controls) {
		if (key.action === 'events') {
			controls.open(undefined);
		} else {
			handleMenuKey(key, overlay, selectEvents(controls.monitor()).length, controls);
		}
	},
};

function selectEvents({sample}: Pick<MonitorState, 'sample'>): readonly MachineEvent[] {
	return known(sample?.snapshot.readings.events)?.list.toSorted((a, b) => b.lastAtMs - a.lastAtMs) ?? [];
}

function emptyLine(reading: Reading<Events> | undefined, glyphs: Glyphs): Line {
	if (reading && reading.state !== 'ok') {
		return absentLine(reading);
	}

	return [span(`${glyphs.good} no events`, 'muted')];
}

function eventLine(event: MachineEvent, width: number, glyphs: Glyphs, isSelected: boolean): Line {
	const {kind, severity, lastAtMs, text, count} = event;
	const hasTitle = width >= minTitledWidth;
	const {title} = eventKinds[kind];
	const prefix = `${title}: `;
	const named = hasTitle && text.startsWith(prefix) ? text.slice(prefix.length) : text;
	const line: Line = [
		span(`${formatTime(lastAtMs)} `, 'muted'),
		span(`${signOf(severity, glyphs)} ${hasTitle ? `${title.padEnd(titleWidth)} ` : ''}`, severityRoles[severity]),
		span(`${printable(named)}${count > 1 ? ` (${count} times)` : ''}`),
	];
	return isSelected ? fitLine(line, width).map(part => ({...part, role: 'selected' as const})) : line;
}

/** Narrower rows have only the text, which may name the kind, too. */
const minTitledWidth = 70;

const titleWidth = Math.max(...Object.values(eventKinds).map(({title}) => title.length));

function signOf(severity: MachineEvent['severity'], glyphs: Glyphs): string {
	switch (severity) {
		case 'critical':
			return glyphs.critical.padEnd(glyphs.critical.length);
		case 'warning':
			return glyphs.warning.padEnd(glyphs.critical.length);
		case 'note':
			return glyphs.separator.padEnd(glyphs.critical.length);
	}
}

function detailLines(
	{text, subject, pid, groupPath, atMs, lastAtMs, count}: MachineEvent,
	width: number,
): readonly Line[] {
	const rows: readonly (readonly [string, string | undefined])[] = [
		['Event', text],
		['Subject', subject],
		['PID', pid === undefined ? undefined : String(pid)],
		['Group', groupPath],
		['Times', count === 1 ? undefined : `${count}, from ${formatTime(atMs)} to ${formatTime(lastAtMs)}`],
	];
	return rows.flatMap(([label, value]) => (value === undefined ? [] : labelled(label, value, {width, labelWidth})));
}

/** Returns why the kernel log is not read: events are then missing, or have no victim. */
function logLines(monitor: MonitorState, width: number, glyphs: Glyphs): readonly Line[] {
	const log = known(monitor.sample?.snapshot.readings.events)?.kernelLog;
	return log === undefined || log === 'read'
		? []
		: labelled(`${glyphs.warning} Log`, `the kernel log is not read: ${log.reason}`, {width, labelWidth});
}
