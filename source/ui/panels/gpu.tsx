import {absent} from '../../format.js';
import {pending, type Reading} from '../../metrics/reading.js';
import type {Gpu} from '../../metrics/snapshot.js';
import {absentLine} from '../drawing/absent.js';
import {bar} from '../drawing/bar.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {fitLine, joinSpans, type Line, longestThatFits, span} from '../drawing/line.js';
import {cells, fit, fitRight, printable} from '../drawing/text.js';
import {type Look, useLook} from '../look.js';
import {useMonitor} from '../store-context.js';
import {levelRole} from '../theme/role.js';
import {Panel, type PanelSize} from './panel.js';

const mostNameWidth = 28;

/** One row a card: name, utilisation, memory, temperature, power. */
export function drawGpus(reading: Reading<readonly Gpu[]>, width: number, height: number, look: Look): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const longestName = Math.max(...reading.value.map(({name}) => cells(shortName(name))));
	const nameWidth = Math.min(mostNameWidth, longestName, Math.max(8, Math.floor(width / 4)));
	return reading.value.slice(0, height).map(gpu => gpuLine(gpu, nameWidth, width, look));
}

/** The maker's name says nothing that the model does not. */
function shortName(name: string): string {
	return printable(name).replace(/^(?:NVIDIA|AMD|Intel|Apple) (?:GeForce |Radeon )?/, '');
}

function gpuLine(gpu: Gpu, nameWidth: number, width: number, look: Look): Line {
	const {glyphs} = look;
	const name: Line = [span(`${gpu.id} `, 'muted'), span(`${fit(shortName(gpu.name), nameWidth)} `)];
	if (gpu.isAsleep) {
		return fitLine([...name, span('asleep', 'muted')], width);
	}

	const {usedPercent, memoryUsedBytes, memoryTotalBytes} = gpu;
	const used = usedPercent === undefined ? (gpu.isMig ? 'MIG' : absent) : `${Math.round(usedPercent)}%`;
	const memoryPercent =
		memoryUsedBytes === undefined || !memoryTotalBytes ? undefined : (memoryUsedBytes / memoryTotalBytes) * 100;
	const memory = `${memoryUsedBytes === undefined ? absent : look.bytes(memoryUsedBytes)}/${memoryTotalBytes === undefined ? absent : look.bytes(memoryTotalBytes)}`;
	const figures = joinSpans(
		[
			[span(fitRight(memory, 19))],
			[
				span(
					fitRight(gpu.temperatureCelsius === undefined ? absent : `${Math.round(gpu.temperatureCelsius)}°C`, 5),
					(gpu.temperatureCelsius ?? 0) >= 85 ? 'warning' : 'text',
				),
			],
			[span(fitRight(power(gpu), 8))],
		],
		' ',
	);
	const utilisation: Line = [span(fitRight(used, 5), usedPercent === undefined ? 'muted' : levelRole(usedPercent))];
	const barRoom = width - name.reduce((sum, part) => sum + part.width, 0) - 5 - 1 - 34;
	const barWidth = Math.min(24, Math.floor((barRoom - 1) / 2));
	return longestThatFits(
		[
			...(barWidth >= 4
				? [
						[
							...name,
							...bar(usedPercent, barWidth, glyphs),
							...utilisation,
							span(' '),
							...bar(memoryPercent, barWidth, glyphs, 'memory'),
							...figures,
						],
					]
				: []),
			[...name, ...utilisation, ...figures],
			[...name, ...utilisation, span(` ${memory}`)],
			[...name, ...utilisation],
		],
		width,
	);
}

function power({powerWatts, powerLimitWatts}: Gpu): string {
	if (powerWatts === undefined) {
		return absent;
	}

	return powerLimitWatts === undefined
		? `${Math.round(powerWatts)}W`
		: `${Math.round(powerWatts)}/${Math.round(powerLimitWatts)}W`;
}

function totalGpuMemory(gpus: readonly Gpu[], look: Look): string | undefined {
	const total = gpus.reduce((sum, {memoryTotalBytes}) => sum + (memoryTotalBytes ?? 0), 0);
	return total > 0 ? look.bytes(total) : undefined;
}

export function GpuPanel({width, height, isFocused = false}: PanelSize) {
	const look = useLook();
	const reading = useMonitor(state => state.sample?.snapshot.readings.gpu ?? pending);
	const total = reading.state === 'ok' ? totalGpuMemory(reading.value, look) : undefined;
	return (
		<Panel
			title="GPU"
			detail={total === undefined ? [] : [span(total, 'muted')]}
			lines={drawGpus(reading, innerWidth(width), innerHeight(height), look)}
			width={width}
			height={height}
			isFocused={isFocused}
		/>
	);
}
