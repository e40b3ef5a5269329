import type {Gpu, GpuProcess} from '../../metrics/snapshot.js';
import {absent} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {bar} from '../drawing/bar.js';
import {fitLine, type Line, longestThatFits, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit, fitRight} from '../drawing/text.js';
import {levelRole, type Role} from '../theme/role.js';

const usedWidth = 5;
const maxBarWidth = 24;
const minBarWidth = 4;

/** Returns the GPU model without the vendor. */
export function shortName(name: string): string {
	return printable(name).replace(/^(?:NVIDIA|AMD|Intel|Apple) (?:GeForce |Radeon )?/, '');
}

/** Returns the role of the temperature of a GPU. */
export function heatRole(celsius: number | undefined): Role {
	return (celsius ?? 0) >= 85 ? 'warning' : 'text';
}

/** Draws one GPU: name, utilisation, memory, temperature and power; fan and clock when there is room. */
export function gpuLine(gpu: Gpu, nameWidth: number, width: number, appearance: Appearance): Line {
	const {glyphs} = appearance;
	const idWidth = Math.max(2, String(gpu.id).length);
	const name: Line = [
		span(`${fitRight(String(gpu.id), idWidth)} `, 'muted'),
		span(`${fit(shortName(gpu.name), nameWidth)} `),
	];
	if (gpu.problem !== undefined) {
		return fitLine([...name, span(printable(gpu.problem), 'critical')], width);
	}

	if (gpu.isAsleep) {
		return fitLine([...name, span('asleep', 'muted')], width);
	}

	const {usedPercent, memoryUsedBytes, memoryTotalBytes, temperatureCelsius} = gpu;
	const used = usedPercent === undefined ? (gpu.isMig ? 'MIG' : absent) : `${Math.round(usedPercent)}%`;
	const memoryPercent =
		memoryUsedBytes === undefined || !memoryTotalBytes ? undefined : (memoryUsedBytes / memoryTotalBytes) * 100;
	const memoryRole = memoryPercent === undefined ? 'text' : levelRole(memoryPercent);
	const bytes = (value: number | undefined): string => (value === undefined ? absent : appearance.bytes(value));
	const memory = `${bytes(memoryUsedBytes)}/${bytes(memoryTotalBytes)}`;
	const celsius = temperatureCelsius === undefined ? absent : `${Math.round(temperatureCelsius)}°C`;
	const utilisation = span(fitRight(used, usedWidth), usedPercent === undefined ? 'muted' : levelRole(usedPercent));
	const figures: Line = [
		span(fitRight(memory, 20), memoryRole),
		span(fitRight(celsius, 6), heatRole(temperatureCelsius)),
		span(fitRight(powers(gpu), 9)),
	];
	const short = (value: number | undefined): string => (value === undefined ? absent : appearance.shortBytes(value));
	const shortFigures: Line = [
		span(fitRight(`${short(memoryUsedBytes)}/${short(memoryTotalBytes)}`, 13), memoryRole),
		span(fitRight(celsius, 6), heatRole(temperatureCelsius)),
		span(fitRight(powers(gpu).slice(-1), 6)),
	];
	const more: Line = [
		span(fitRight(gpu.fanPercent === undefined ? '' : `fan ${Math.round(gpu.fanPercent)}%`, 10), 'muted'),
		span(fitRight(gpu.clockMhz === undefined ? '' : `${Math.round(gpu.clockMhz)} MHz`, 10), 'muted'),
	];
	const withBars = (rest: Line, min: number): readonly Line[] => {
		const taken = [...name, utilisation, ...rest].reduce((sum, part) => sum + part.width, 1);
		const barWidth = Math.min(maxBarWidth, Math.floor((width - taken) / 2));
		return barWidth < min
			? []
			: [
					[
						...name,
						...bar(usedPercent, barWidth, glyphs),
						utilisation,
						span(' '),
						...bar(memoryPercent, barWidth, glyphs, memoryRole),
						...rest,
					],
				];
	};
	return longestThatFits(
		[
			...withBars([...figures, ...more], maxBarWidth / 2),
			...withBars(figures, minBarWidth),
			[...name, utilisation, ...figures],
			[...name, utilisation, ...shortFigures],
			[...name, utilisation, span(` ${memory}`, memoryRole)],
			[...name, utilisation],
		],
		width,
	);
}

/** Draws a process that uses the GPU, with its GPU memory. */
export function gpuProcessLine({pid, name, memoryBytes}: GpuProcess, width: number, appearance: Appearance): Line {
	return fitLine(
		[
			span(fitRight(String(pid), 11), 'muted'),
			span(fitRight(memoryBytes === undefined ? absent : appearance.bytes(memoryBytes), 10)),
			span(`  ${name === undefined ? absent : printable(name)}`, 'muted'),
		],
		width,
	);
}

/** Returns the power with and without its limit. */
function powers({powerWatts, powerLimitWatts}: Gpu): readonly string[] {
	if (powerWatts === undefined) {
		return [absent];
	}

	const watts = String(Math.round(powerWatts));
	return [...(powerLimitWatts === undefined ? [] : [`${watts}/${Math.round(powerLimitWatts)}W`]), `${watts}W`];
}
