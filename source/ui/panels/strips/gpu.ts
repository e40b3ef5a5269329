import type {Reading} from '../../../metrics/reading.js';
import type {Gpu} from '../../../metrics/snapshot.js';
import {absentLine} from '../../drawing/absent.js';
import type {Appearance} from '../../drawing/appearance.js';
import {graph, type Series} from '../../drawing/graph.js';
import {joinSpans, type Line, longestThatFits, span} from '../../drawing/line.js';
import {printable} from '../../drawing/printable.js';
import {heatRole, shortName} from '../gpu-row.js';
import type {Size} from '../panel-definition.js';
import {stripColumns, stripLine, stripText, withGraph} from './strip.js';

/** Draws a GPU in each row with its memory, temperature and power, and the graph of its use. */
export function drawGpuStrip(
	reading: Reading<readonly Gpu[]>,
	{gpus, series}: {readonly gpus: readonly Gpu[]; readonly series: readonly Series[]},
	{width}: Size,
	appearance: Appearance,
): readonly Line[] {
	const columns = stripColumns(width);
	if (reading.state !== 'ok') {
		return [stripText('GPU', () => absentLine(reading), columns)];
	}

	const hasSeveral = reading.value.length > 1;
	return gpus.flatMap(gpu => {
		const label = hasSeveral ? `G${gpu.id}` : 'GPU';
		const state = gpu.problem ?? (gpu.isAsleep ? 'asleep' : undefined);
		if (state !== undefined) {
			const role = gpu.problem === undefined ? 'muted' : 'critical';
			return withGraph([stripText(label, () => [span(printable(state), role)], columns)], [], columns);
		}

		const [drawn = []] = graph(series[reading.value.indexOf(gpu)] ?? [], {
			width: columns.graph,
			height: 1,
			max: 100,
			style: appearance.graphStyle,
		});
		const line = stripLine(label.slice(0, 4), gpu.usedPercent, {columns, appearance}, room =>
			factsOf(gpu, room, appearance),
		);
		return withGraph([line], [drawn], columns);
	});
}

function factsOf(gpu: Gpu, room: number, {shortBytes}: Appearance): Line {
	const {memoryUsedBytes, memoryTotalBytes, temperatureCelsius, powerWatts} = gpu;
	const memory: Line =
		memoryUsedBytes === undefined || memoryTotalBytes === undefined
			? []
			: [span(`${shortBytes(memoryUsedBytes)}/${shortBytes(memoryTotalBytes)}`)];
	const heat: Line =
		temperatureCelsius === undefined ? [] : [span(`${Math.round(temperatureCelsius)}°C`, heatRole(temperatureCelsius))];
	const power: Line = powerWatts === undefined ? [] : [span(`${Math.round(powerWatts)}W`)];
	const name: Line = [span(shortName(gpu.name), 'muted')];
	return longestThatFits(
		[[memory, heat, power, name], [memory, heat, power], [memory, heat], [heat], []].map(parts =>
			joinSpans(parts, '  '),
		),
		room,
	);
}
