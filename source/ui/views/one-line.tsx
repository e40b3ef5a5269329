import type {Sample} from '../../core/sample.js';
import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {absent, formatPercent, formatShortRate, formatTime} from '../../support/format.js';
import {alertSigns} from '../alerts/alert-lines.js';
import {Lines} from '../boxes/lines.js';
import {severityRole, severitySign} from '../diagnosis/severity.js';
import {isSerious} from '../diagnosis/verdict.js';
import type {Appearance} from '../drawing/appearance.js';
import {graph} from '../drawing/graph.js';
import {fitLine, joinSpans, type Line, lineWidth, type Span, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fitRight} from '../drawing/text.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {batterySign} from '../panels/battery.js';
import {fullestDisk, scarcest} from '../panels/fullness.js';
import {busierRate, uncountedInterface} from '../panels/uncounted-interface.js';
import {levelRole} from '../theme/role.js';
import {connectionLine, waitingLine} from './connection.js';
import {badge, type Status, useStatus} from './status.js';

const gap = '  ';

/** Draws the most important values in one row. Items that do not fit are dropped from the end. */
export function drawOneLine(
	{snapshot, alerts, findings = []}: Pick<Sample, 'snapshot' | 'alerts' | 'findings'>,
	status: Status,
	width: number,
	appearance: Appearance,
): Line {
	const {glyphs} = appearance;
	const [worst] = findings.filter(isSerious);
	const items = [
		...(worst
			? [[span(`${severitySign(worst.severity, glyphs)} ${worst.resource}`, severityRole(worst.severity))]]
			: []),
		...(alerts.length === 0 ? [] : [alertSigns(alerts, glyphs)]),
		...itemsOf(snapshot, status, appearance),
	];
	const line: Span[] = [];
	for (const item of items) {
		const addition = line.length === 0 ? item : [span(gap), ...item];
		if (lineWidth(line) + lineWidth(addition) > width) {
			// The first item is cut when it alone is wider than the terminal, so that the row is never empty.
			return fitLine(line.length === 0 ? item : line, width);
		}

		line.push(...addition);
	}

	return fitLine(line.length === 0 ? [span(glyphs.more)] : line, width);
}

function itemsOf(snapshot: Snapshot, status: Status, appearance: Appearance): readonly Line[] {
	const {readings} = snapshot;
	const {glyphs} = appearance;
	const stateBadge = badge(status, glyphs);
	const connection = status.host && connectionLine(status.host, glyphs);
	const network = known(readings.network);
	const uncounted = uncountedInterface(network);
	const battery = batterySign(known(readings.hardware), glyphs);
	const disk = known(fullestDisk(known(readings.disks))?.space);
	const gpus = known(readings.gpu) ?? [];
	const rate = (value: number | undefined): string =>
		fitRight(value === undefined ? absent : formatShortRate(value), 5);
	return [
		...(stateBadge ? [[stateBadge]] : []),
		...(connection ? [connection] : []),
		share('CPU', known(readings.processor)?.total.usedPercent, appearance),
		share('MEM', known(readings.memory)?.usedPercent, appearance),
		share('DISK', disk && scarcest(disk), appearance),
		...gpus
			.slice(0, 1)
			.map(gpu =>
				joinSpans(
					[
						share('GPU', gpu.usedPercent, appearance),
						gpu.temperatureCelsius === undefined ? undefined : [span(`${Math.round(gpu.temperatureCelsius)}°C`)],
					],
					' ',
				),
			),
		[
			span(glyphs.down, 'receive'),
			span(`${rate(network?.receiveBytesPerSecond)} `),
			span(glyphs.up, 'send'),
			span(rate(network?.sendBytesPerSecond)),
			...(uncounted
				? [span(` ${printable(uncounted.name)} `, 'muted'), span(formatShortRate(busierRate(uncounted)))]
				: []),
		],
		...(battery ? [battery] : []),
		[span(formatTime(snapshot.timestampMs), 'muted')],
	];
}

function share(label: string, percent: number | undefined, {graphStyle, glyphs}: Appearance): Line {
	if (percent === undefined) {
		return [span(`${label} `, 'muted'), span(fitRight(absent, 6), 'muted')];
	}

	const role = levelRole(percent);
	// One block shows the value at a glance; a single braille cell would be too small.
	const style = graphStyle === 'braille' ? 'block' : graphStyle;
	const [sign] = glyphs.barSteps.length === 1 ? [] : graph([percent], {width: 1, height: 1, max: 100, style, role});
	return [span(`${label} `, 'muted'), ...(sign ?? []), span(fitRight(formatPercent(percent), 6), role)];
}

export function OneLine({width}: {readonly width: number}) {
	const appearance = useAppearance();
	const sample = useMonitor(state => state.sample);
	const status = useStatus();
	const line = sample
		? drawOneLine(sample, status, width, appearance)
		: fitLine(waitingLine(status.host, appearance.glyphs), width);
	return <Lines lines={[line]} width={width} height={1} />;
}
