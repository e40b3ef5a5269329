import {memo} from 'react';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Temperature, Temperatures} from '../../metrics/snapshot.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {bar} from '../drawing/bar.js';
import {contentSize} from '../drawing/border.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fit, fitRight} from '../drawing/text.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {highest, type List, useList, windowOf} from '../hooks/use-list.js';
import type {Role} from '../theme/role.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

const figureWidth = 6;
const maxLabelWidth = 24;
/** End of the bar of a sensor without limits. */
const defaultCriticalCelsius = 100;

/** Draws a bar per sensor, scaled to its limit. */
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
	const labelWidth = Math.max(0, Math.min(maxLabelWidth, longest, width - 1 - figureWidth));
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
	return (celsius / (criticalCelsius ?? highCelsius ?? defaultCriticalCelsius)) * 100;
}

function heatRole(sensor: Temperature): Role {
	const share = heat(sensor);
	return share < 60 ? 'level0' : share < 80 ? 'level2' : share < 92 ? 'level3' : 'level4';
}

const noSensors: readonly Temperature[] = [];

/** Returns the sensors nearest to their limit. */
function mostRelevant(sensors: readonly Temperature[], room: number): readonly Temperature[] {
	return highest(sensors, room, heat);
}

function sensorList(reading: Reading<Temperatures>, room: number): List<Temperature> {
	return {rows: known(reading)?.sensors ?? noSensors, keyOf: ({label}) => label, room};
}

function TemperaturesPanel(props: PanelProps) {
	const size = contentSize(props);
	const {isFocused} = props;
	const {glyphs} = useAppearance();
	const reading = useMonitor(state => state.sample?.snapshot.readings.temperatures ?? pending);
	const list = sensorList(reading, size.height);
	const {rows: sensors, note} = useList('temperatures', list, isFocused, mostRelevant);
	return <Panel {...props} note={note} lines={drawTemperatures(reading, sensors, size.width, glyphs)} />;
}

export const temperatures: PanelDefinition = {
	title: 'Temperatures',
	meaning: 'sensor temperatures',
	collectors: ['temperatures'],
	count: sample => countOf(sample, 'temperatures', 'present', ({sensors}) => sensors.length || undefined),
	rows: sensors => ({min: 1, ideal: Math.min(8, sensors), stretch: 0, importance: 9}),
	position: {row: 9, share: 8, wide: 'far', spare: 'left'},
	list: ({sample}, {height}) => windowOf(sensorList(sample?.snapshot.readings.temperatures ?? pending, height)),
	Component: memo(TemperaturesPanel),
};
