import {memo} from 'react';
import type {Sample} from '../../core/sample.js';
import {pending, type Reading} from '../../metrics/reading.js';
import type {Battery, Hardware} from '../../metrics/snapshot.js';
import {absent, formatDuration, formatPercent} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {bar} from '../drawing/bar.js';
import {contentSize} from '../drawing/border.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, lineWidth, longestThatFits, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fit, fitRight} from '../drawing/text.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import type {Role} from '../theme/role.js';
import {chargeRole} from './battery.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

const percentWidth = 7;
const maxLabelWidth = 24;
/** `  1180 rpm` */
const valueWidth = 10;
const gap = 2;

/** Draws a row per battery, those in use first, then error counters, fans and power in as many columns as fit. */
export function drawHardware(reading: Reading<Hardware>, width: number, glyphs: Glyphs): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const isInUse = ({watts = 0}: Battery): boolean => watts > 0;
	const batteries = [...reading.value.batteries].sort((left, right) => Number(isInUse(right)) - Number(isInUse(left)));
	const batteryRows = batteries.map(battery => batteryLine(battery, width, glyphs));
	return [...batteryRows, ...inColumns(itemsOf(reading.value), width)];
}

function batteryLine(battery: Battery, width: number, glyphs: Glyphs): Line {
	const {name, chargePercent, state, watts, secondsLeft} = battery;
	const label: Line = [span(`${printable(name)} `, 'muted')];
	const charged = chargeRole({percent: chargePercent ?? 100, isDischarging: state === 'discharging'});
	const role: Role = chargePercent === undefined ? 'muted' : charged === 'text' ? 'good' : charged;
	const charge: Line = [
		span(fitRight(chargePercent === undefined ? absent : formatPercent(chargePercent), percentWidth), role),
	];
	const details = [
		...(state === 'unknown' ? [] : [state]),
		...(watts ? [formatWatts(watts)] : []),
		...(secondsLeft === undefined ? [] : [`${formatDuration(secondsLeft)} left`]),
	];
	const text: Line = details.length === 0 ? [] : [span(`  ${details.join('  ')}`, 'muted')];
	const barWidth = width - lineWidth(label) - lineWidth(charge) - lineWidth(text);
	const track = bar(chargePercent, Math.max(0, barWidth), glyphs, role);
	return longestThatFits(
		[[...label, ...(barWidth >= 4 ? track : []), ...charge, ...text], [...label, ...charge], charge],
		width,
	);
}

/** A label, its value, and the role of the value. */
type Item = {readonly label: string; readonly value: string; readonly role: Role};

function itemsOf(hardware: Hardware): readonly Item[] {
	const {fans, power, thermalThrottles, correctedMemoryErrors, uncorrectedMemoryErrors} = hardware;
	const counter = (label: string, count: number | undefined, role: Role): readonly Item[] =>
		count === undefined || count === 0 ? [] : [{label, value: String(count), role}];

	return [
		...counter('uncorrected memory errors', uncorrectedMemoryErrors, 'critical'),
		...counter('corrected memory errors', correctedMemoryErrors, 'warning'),
		...[...fans]
			.sort((left, right) => Number(right.isStopped) - Number(left.isStopped))
			.map(
				({label, rpm, isStopped}): Item => ({
					label,
					value: isStopped ? 'stopped' : `${Math.round(rpm)} rpm`,
					role: isStopped ? 'critical' : 'text',
				}),
			),
		...power.map(({label, watts}): Item => ({label, value: formatWatts(watts), role: 'text'})),
		...counter('thermal throttling', thermalThrottles, 'text'),
	];
}

function inColumns(items: readonly Item[], width: number): readonly Line[] {
	const longest = Math.max(0, ...items.map(({label}) => cells(printable(label))));
	const labelWidth = Math.max(0, Math.min(maxLabelWidth, longest, width - valueWidth));
	const itemWidth = labelWidth + valueWidth;
	const columns = Math.max(1, Math.floor((width + gap) / (itemWidth + gap)));
	const rows = Math.ceil(items.length / columns);
	return Array.from({length: rows}, (_, row) =>
		fitLine(
			items
				.slice(row * columns, (row + 1) * columns)
				.flatMap(({label, value, role}, column) => [
					span(' '.repeat(column === 0 ? 0 : gap)),
					span(fit(printable(label), labelWidth), 'muted'),
					span(fitRight(value, valueWidth), role),
				]),
			width,
		),
	);
}

function formatWatts(watts: number): string {
	return `${watts < 99.95 ? watts.toFixed(1) : Math.round(watts)} W`;
}

/** Returns the number of rows in one column; `undefined` when there is nothing to show. */
function rowsOf(hardware: Hardware): number | undefined {
	return hardware.batteries.length + itemsOf(hardware).length || undefined;
}

function selectHardware({sample}: {readonly sample: Sample | undefined}): Reading<Hardware> {
	return sample?.snapshot.readings.hardware ?? pending;
}

function HardwarePanel(props: PanelProps) {
	const size = contentSize(props);
	const {glyphs} = useAppearance();
	const lines = drawHardware(useMonitor(selectHardware), size.width, glyphs);
	const hidden = lines.length - size.height;
	return <Panel {...props} note={hidden > 0 ? `+${hidden} more` : undefined} lines={lines} />;
}

export const hardware: PanelDefinition = {
	title: 'Hardware',
	meaning: 'fans, power, batteries, memory errors',
	collectors: ['hardware'],
	count: sample => countOf(sample, 'hardware', 'present', rowsOf),
	rows: items => ({min: 1, ideal: Math.min(6, items), stretch: 0, importance: 13}),
	position: {row: 10, share: 5, wide: 'far', spare: 'right'},
	list: undefined,
	Component: memo(HardwarePanel),
};
