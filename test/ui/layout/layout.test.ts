import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type PanelName, panelNames} from '../../../source/config/options/panel-names.js';
import {contentSize} from '../../../source/ui/drawing/border.js';
import {distribute} from '../../../source/ui/layout/band.js';
import {type Block, panelOrder, panelsOf} from '../../../source/ui/layout/block.js';
import {type Content, layout} from '../../../source/ui/layout/layout.js';

const server: Content = {
	counts: {processor: 8, memory: 1, disks: 2, network: 1, processes: 1, statistics: 1},
	hidden: [],
};

type Placed = {
	readonly name: PanelName;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
};

function positionsOf(block: Block, x = 0, y = 0): readonly Placed[] {
	if (block.kind === 'panel') {
		return [{name: block.name, x, y, width: block.width, height: block.height}];
	}

	let offset = 0;
	return block.children.flatMap(child => {
		const placed = block.kind === 'row' ? positionsOf(child, x + offset, y) : positionsOf(child, x, y + offset);
		offset += block.kind === 'row' ? child.width : child.height;
		return placed;
	});
}

const content: fc.Arbitrary<Content> = fc.record({
	counts: fc
		.array(fc.option(fc.integer({min: 0, max: 256}), {nil: undefined}), {
			minLength: panelNames.length,
			maxLength: panelNames.length,
		})
		.map(counts => Object.fromEntries(panelNames.map((name, index) => [name, counts[index]]))),
	hidden: fc.subarray<PanelName>([...panelNames]),
});

test('at every size each cell belongs to exactly one panel', () => {
	fc.assert(
		fc.property(fc.integer({min: 20, max: 300}), fc.integer({min: 1, max: 80}), content, (width, height, given) => {
			const panels = positionsOf(layout(width, height, given));
			const owners = new Uint8Array(width * height);
			for (const panel of panels) {
				assert.ok(panel.width >= 8 && panel.height >= 1, `${panel.name} is ${panel.width}×${panel.height}`);
				for (let y = panel.y; y < panel.y + panel.height; y++) {
					for (let x = panel.x; x < panel.x + panel.width; x++) {
						assert.ok(x < width && y < height, `${panel.name} reaches beyond ${width}×${height}`);
						owners[y * width + x] = (owners[y * width + x] ?? 0) + 1;
					}
				}
			}

			if (panels.length > 0) {
				assert.ok(
					owners.every(count => count === 1),
					`cells without or with several owners at ${width}×${height}`,
				);
			}

			assert.equal(new Set(panels.map(({name}) => name)).size, panels.length, 'a panel is shown twice');
		}),
		{numRuns: 300, examples: [[20, 7, {counts: {gpu: 2, processes: 1}, hidden: []}]]},
	);
});

/** Processes that a layout has room for: without its border and its head. */
function processRows(width: number, height: number, given: Content): number {
	const panel = panelsOf(layout(width, height, given)).find(({name}) => name === 'processes');
	return panel ? Math.max(0, contentSize(panel).height - 1) : 0;
}

/** A machine with any number of anything. */
const machine: fc.Arbitrary<Content> = fc.record({
	counts: fc.record(
		{
			processor: fc.integer({min: 1, max: 256}),
			memory: fc.integer({min: 1, max: 2}),
			disks: fc.integer({min: 1, max: 10}),
			network: fc.integer({min: 1, max: 10}),
			gpu: fc.integer({min: 1, max: 8}),
			statistics: fc.constant(1),
			alerts: fc.integer({min: 1, max: 12}),
			limits: fc.constant(1),
			pressure: fc.integer({min: 3, max: 4}),
			temperatures: fc.integer({min: 1, max: 20}),
			hardware: fc.integer({min: 1, max: 12}),
			kernel: fc.integer({min: 1, max: 3}),
			groups: fc.integer({min: 1, max: 12}),
			processes: fc.constant(1),
		},
		{requiredKeys: ['processes']},
	),
	hidden: fc.constant([]),
});

test('a higher screen never shows fewer processes', () => {
	fc.assert(
		fc.property(machine, fc.integer({min: 20, max: 300}), (given, width) => {
			let before = 0;
			for (let height = 1; height <= 80; height++) {
				const rows = processRows(width, height, given);
				assert.ok(rows >= before, `${rows} rows at ${width}×${height}, ${before} with a row less`);
				before = rows;
			}
		}),
		{numRuns: 200},
	);
});

test('a wider screen never shows fewer processes', () => {
	fc.assert(
		fc.property(machine, fc.integer({min: 5, max: 80}), (given, height) => {
			let before = 0;
			for (const width of [20, 40, 59, 60, 63, 64, 79, 80, 99, 100, 119, 120, 160, 200, 239, 240, 300]) {
				const rows = processRows(width, height, given);
				assert.ok(rows >= before, `${rows} rows at ${width}×${height}, ${before} on a narrower screen`);
				before = rows;
			}
		}),
		{numRuns: 200},
	);
});

test('80×24 shows fifteen processes, and hardly fewer with alerts, GPUs and a verdict', () => {
	// The header and the key hints take two rows.
	assert.equal(processRows(80, 22, server), 15);
	const worst = {...server, counts: {...server.counts, alerts: 5, gpu: 4, pressure: 3, kernel: 3, limits: 1}};
	assert.ok(processRows(80, 21, worst) >= 11);
	assert.ok(processRows(120, 21, worst) >= 11);
});

test('alerts take one row where there is little room, and never more than three', () => {
	const given = {...server, counts: {...server.counts, alerts: 9}};
	for (const width of [80, 120, 200]) {
		for (let height = 12; height <= 80; height++) {
			const alerts = positionsOf(layout(width, height, given)).find(({name}) => name === 'alerts');
			assert.ok(alerts && alerts.y === 0 && alerts.width === width);
			assert.ok(alerts.height <= (height <= 22 ? 1 : 3), `${alerts.height} rows at ${width}×${height}`);
		}
	}
});

test('less important panels do not take rows from a list that is short of them', () => {
	const counts = {...server.counts, pressure: 3, kernel: 3, hardware: 4, groups: 12, temperatures: 8, limits: 1};
	for (let width = 40; width < 120; width++) {
		for (let height = 8; height <= 60; height++) {
			const panels = positionsOf(layout(width, height, {...server, counts}));
			const isLesser = panels.some(({name}) =>
				['statistics', 'pressure', 'kernel', 'groups', 'hardware'].includes(name),
			);
			const rows = processRows(width, height, {...server, counts});
			assert.ok(!isLesser || rows >= Math.min(15, Math.floor(height / 3)), `${rows} rows at ${width}×${height}`);
		}
	}
});

test('the narrowest screens show processes, too', () => {
	for (const [width, height, minRows] of [
		[59, 12, 6],
		[50, 48, 20],
		[40, 8, 3],
		[20, 20, 8],
	] as const) {
		assert.ok(processRows(width, height, server) >= minRows, `${width}×${height}`);
	}

	assert.deepEqual(
		positionsOf(layout(20, 3, server)).map(({name}) => name),
		['processor', 'memory', 'disks'],
	);
});

test('on a wide screen the processes have about three quarters of the width', () => {
	for (const width of [120, 160, 200]) {
		const processes = positionsOf(layout(width, 38, server)).find(({name}) => name === 'processes');
		assert.ok(processes && processes.x + processes.width === width && processes.y + processes.height === 38);
		assert.ok(processes.width >= width * 0.67, `${processes.width} of ${width}`);
	}
});

test('panels have boxes from 100 columns on, and no borders at the sides below', () => {
	const borders = (width: number): ReadonlySet<string> =>
		new Set(panelsOf(layout(width, 38, server)).map(({border}) => border));
	assert.deepEqual(borders(99), new Set(['rule']));
	assert.deepEqual(borders(100), new Set(['box']));
	assert.deepEqual(new Set(panelsOf(layout(80, 22, server)).map(({border}) => border)), new Set(['none', 'rule']));
});

test('the numbers of the panels follow the lines of the screen', () => {
	assert.deepEqual(panelOrder(layout(120, 38, server)).slice(0, 5), [
		'processor',
		'memory',
		'disks',
		'processes',
		'network',
	]);
});

test('a hidden panel gives its room to the others', () => {
	const panels = positionsOf(layout(200, 48, {...server, hidden: ['network', 'processes']}));
	assert.deepEqual(panels.map(({name}) => name).sort(), ['disks', 'memory', 'processor', 'statistics']);
});

test('container limits have a panel only where CPU or memory do not show them', () => {
	const given = {...server, counts: {...server.counts, limits: 1}};
	const names = (hidden: readonly PanelName[]) =>
		positionsOf(layout(200, 48, {...given, hidden})).map(({name}) => name);
	assert.ok(!names([]).includes('limits'));
	assert.ok(names(['memory']).includes('limits'));
});

test('rows are distributed up to the minimum, then up to the ideal, both by importance, then by stretch', () => {
	const band = (min: number, ideal: number, stretch: number, importance: number) => ({
		names: [] as PanelName[],
		min,
		comfort: min,
		ideal,
		stretch,
		importance,
	});
	const bands = [band(3, 5, 0, 2), band(3, 4, 1, 1), band(4, 8, 3, 3)];
	assert.deepEqual(distribute(bands, 5), [0, 5, 0]);
	assert.deepEqual(distribute(bands, 7), [3, 4, 0]);
	assert.deepEqual(distribute(bands, 10), [3, 3, 4]);
	assert.deepEqual(distribute(bands, 17), [5, 4, 8]);
	assert.deepEqual(distribute(bands, 25), [5, 6, 14]);
});
