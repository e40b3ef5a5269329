import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Temperature, Temperatures} from '../../metrics/snapshot.js';
import {Panel, type PanelSize} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {bar} from '../drawing/bar.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fit, fitRight} from '../drawing/text.js';
import {useLook} from '../hooks/look.js';
import {useMonitor} from '../hooks/store-context.js';
import {highest, useList} from '../hooks/use-list.js';
import type {Role} from '../theme/role.js';

const figureWidth = 6;
const mostLabelWidth = 24;
/** The bar of a sensor that names no limit ends here. */
const usualCriticalCelsius = 100;

/** A bar for each sensor, up to its own limit. */
export function drawTemperatures(
	reading: Reading<Temperatures>,
	sensors: readonly Temperature[],
	width: number,
	glyphs: Glyphs,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const longest = Math.max(0, ...sensors.map(({label}) => cells(printable(label))));
	const labelWidth = Math.max(0, Math.min(mostLabelWidth, longest, width - 1 - figureWidth));
	return sensors.map(sensor =>
		fitLine(
			[
				span(`${fit(printable(sensor.label), labelWidth)} `, 'muted'),
				...bar(heat(sensor), Math.max(0, width - labelWidth - 1 - figureWidth), glyphs, heatRole(sensor)),
				span(fitRight(`${Math.round(sensor.celsius)}°C`, figureWidth), heatRole(sensor)),
			],
			width,
		),
	);
}

function heat({celsius, highCelsius, criticalCelsius}: Temperature): number {
	return (celsius / (criticalCelsius ?? highCelsius ?? usualCriticalCelsius)) * 100;
}

function heatRole(sensor: Temperature): Role {
	const share = heat(sensor);
	return share < 60 ? 'level0' : share < 80 ? 'level2' : share < 92 ? 'level3' : 'level4';
}

const noSensors: readonly Temperature[] = [];

/** The nearest to their limit. */
function mostTelling(sensors: readonly Temperature[], room: number): readonly Temperature[] {
	return highest(sensors, room, heat);
}

export function TemperaturesPanel({width, height, isFocused = false}: PanelSize) {
	const {glyphs} = useLook();
	const reading = useMonitor(state => state.sample?.snapshot.readings.temperatures ?? pending);
	const {rows: sensors, note} = useList('temperatures', {
		rows: known(reading)?.sensors ?? noSensors,
		keyOf: ({label}) => label,
		room: innerHeight(height),
		isFocused,
		mostTelling,
	});
	return (
		<Panel
			title="Temperatures"
			note={note}
			lines={drawTemperatures(reading, sensors, innerWidth(width), glyphs)}
			width={width}
			height={height}
			isFocused={isFocused}
		/>
	);
}
