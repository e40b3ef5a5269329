import type {PanelName} from '../../config/options/panel-names.js';
import {type Band, distribute} from './band.js';
import type {Block} from './block.js';

/** How much there is to show: decides which panels appear and how tall they want to be. */
export type Content = {
	readonly cores: number;
	readonly disks: number;
	readonly interfaces: number;
	readonly gpus: number;
	readonly sensors: number;
	/** Firing now. */
	readonly alerts: number;
	/** Metrics that are switched off, or that the machine does not have, have no panel. */
	readonly absent: ReadonlySet<PanelName>;
};

const borderRows = 2;
/** From here on the process list stands beside the other panels instead of below them. */
const wideColumns = 110;
const wideRows = 28;
/** From here on there is room for graphs of the cards. */
const roomyRows = 44;
/** Lays the panels out on `width` × `height`; every cell belongs to exactly one panel. */
export function layout(width: number, height: number, content: Content): Block {
	return width >= wideColumns && height >= wideRows ? wide(width, height, content) : narrow(width, height, content);
}

function bandsOf(content: Content, width: number): Readonly<Record<PanelName, Band>> {
	const coreRows = Math.ceil(content.cores / (width >= 50 ? 4 : 2));
	const band = (
		name: PanelName,
		least: number,
		ideal: number,
		stretch: number,
		importance: number,
		comfort = least,
	): Band => ({
		names: [name],
		least: least + borderRows,
		comfort: comfort + borderRows,
		ideal: Math.max(least, ideal) + borderRows,
		stretch,
		importance,
	});
	return {
		processor: band('processor', 2, 2 + Math.min(8, coreRows) + 1, 3, 1, 3 + Math.min(2, coreRows)),
		memory: band('memory', 2, 5, 2, 2, 4),
		disks: band('disks', 2, Math.min(10, content.disks) + 1, 0, 3, Math.min(3, content.disks) + 1),
		network: band(
			'network',
			2,
			content.interfaces > 1 ? 4 + Math.min(6, content.interfaces) : 2,
			1,
			4,
			content.interfaces > 1 ? 2 + Math.min(3, content.interfaces) : 2,
		),
		processes: band('processes', 3, 10, 8, 5, 4),
		gpu: band('gpu', 1, Math.min(8, content.gpus), 0, 5, Math.min(4, content.gpus)),
		// A head, and less than three rows below it, would be a waste of the frame.
		statistics: band('statistics', 4, 5, 0, 7),
		alerts: band('alerts', 1, Math.min(6, content.alerts), 0, 2, Math.min(3, content.alerts)),
		limits: band('limits', 2, 3, 0, 6),
		pressure: band('pressure', 3, 4, 0, 8),
		temperatures: band('temperatures', 1, Math.min(8, content.sensors), 0, 9),
	};
}

function narrow(width: number, height: number, content: Content): Block {
	const bands = bandsOf(content, width / 2);
	return stack(
		[
			beside(bands.processor, bands.memory),
			beside(bands.disks, bands.network),
			bands.gpu,
			bands.alerts,
			bands.limits,
			bands.processes,
			bands.statistics,
			bands.pressure,
			bands.temperatures,
		],
		width,
		height,
		content,
	);
}

function wide(width: number, height: number, content: Content): Block {
	const bands = bandsOf(content, width / 2);
	const top: Band = {...beside(bands.processor, bands.memory), stretch: 1, least: 8};
	const disks: Band = {...bands.disks, stretch: 2};
	const network: Band = {...bands.network, stretch: 3};
	const gpuRows = height < roomyRows ? 0 : 3 * Math.min(3, content.gpus);
	const gpu: Band = {...bands.gpu, ideal: bands.gpu.ideal + gpuRows};
	const statistics: Band = {...bands.statistics, ideal: 10 + 1 + borderRows};
	const {limits, pressure, temperatures} = bands;
	const topHeight = Math.max(top.least, Math.min(Math.round(height * 0.34), top.ideal + Math.floor(height / 8)));
	const upper = [
		...(isPresent(top, content) ? [row(top, width, topHeight, content)] : []),
		// As wide as the screen: what is wrong is not cut.
		...(isPresent(bands.alerts, content) ? [row(bands.alerts, width, bands.alerts.ideal, content)] : []),
	];
	const lowerHeight = height - upper.reduce((sum, block) => sum + block.height, 0);
	const size = {width, height: lowerHeight};
	// Where there is no list of processes, the others stand beside each other.
	const lower = isPresent(bands.processes, content)
		? besideEachOther(
				[disks, network, gpu, limits, statistics, pressure, temperatures],
				[bands.processes],
				{...size, leftWidth: Math.floor(width * 0.46)},
				content,
			)
		: besideEachOther(
				[disks, gpu, limits, temperatures],
				[network, statistics, pressure],
				{...size, leftWidth: Math.floor(width / 2)},
				content,
			);
	return lower
		? {kind: 'column', width, height, children: [...upper, lower]}
		: stack([top, {...bands.alerts, stretch: 1}], width, height, content);
}

/** Two stacks; one alone takes the whole width, and `undefined` is neither. */
function besideEachOther(
	left: readonly Band[],
	right: readonly Band[],
	{width, height, leftWidth}: {readonly width: number; readonly height: number; readonly leftWidth: number},
	content: Content,
): Block | undefined {
	const hasLeft = left.some(band => isPresent(band, content));
	const hasRight = right.some(band => isPresent(band, content));
	if (!hasLeft && !hasRight) {
		return undefined;
	}

	if (!hasLeft || !hasRight) {
		return stack(hasLeft ? left : right, width, height, content);
	}

	const children = [stack(left, leftWidth, height, content), stack(right, width - leftWidth, height, content)];
	return {kind: 'row', width, height, children};
}

function isPresent({names}: Band, content: Content): boolean {
	return names.some(name => !content.absent.has(name));
}

function beside(one: Band, other: Band): Band {
	return {
		names: [...one.names, ...other.names],
		least: Math.max(one.least, other.least),
		comfort: Math.max(one.comfort, other.comfort),
		ideal: Math.max(one.ideal, other.ideal),
		stretch: Math.max(one.stretch, other.stretch),
		importance: Math.min(one.importance, other.importance),
	};
}

function stack(bands: readonly Band[], width: number, height: number, content: Content): Block {
	const present = bands.filter(band => isPresent(band, content));
	const heights = distribute(present, height);
	return {
		kind: 'column',
		width,
		height,
		children: present.flatMap((band, index) => {
			const own = heights[index] ?? 0;
			return own > 0 ? [row(band, width, own, content)] : [];
		}),
	};
}

/** Relative widths of panels that stand beside each other. */
const widths: Readonly<Record<PanelName, number>> = {
	processor: 8,
	memory: 5,
	disks: 8,
	network: 5,
	gpu: 8,
	processes: 8,
	statistics: 8,
	alerts: 8,
	pressure: 8,
	temperatures: 8,
	limits: 8,
};

function row({names}: Band, width: number, height: number, content: Content): Block {
	const present = names.filter(name => !content.absent.has(name));
	const total = present.reduce((sum, name) => sum + widths[name], 0);
	let used = 0;
	const children = present.map((name, index): Block => {
		const own = index === present.length - 1 ? width - used : Math.round((width * widths[name]) / total);
		used += own;
		return {kind: 'panel', name, width: own, height};
	});
	const [only] = children;
	return children.length === 1 && only ? only : {kind: 'row', width, height, children};
}
