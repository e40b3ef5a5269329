import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type PanelName, panelNames} from '../../../source/config/options/panel-names.js';
import {distribute} from '../../../source/ui/layout/band.js';
import type {Block} from '../../../source/ui/layout/block.js';
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
		fc.property(fc.integer({min: 60, max: 300}), fc.integer({min: 12, max: 60}), content, (width, height, given) => {
			const panels = positionsOf(layout(width, height, given));
			const owners = new Uint8Array(width * height);
			for (const panel of panels) {
				assert.ok(panel.width >= 8 && panel.height >= 3, `${panel.name} is ${panel.width}×${panel.height}`);
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
		{numRuns: 300},
	);
});

test('a disabled metric has no panel', () => {
	const panels = positionsOf(layout(200, 48, {...server, hidden: ['network', 'processes']}));
	const names = panels.map(({name}) => name);
	assert.deepEqual(names.sort(), ['disks', 'memory', 'processor', 'statistics']);
});

test('80×24 shows processor, memory, disks, network and processes, and with room for twelve processes statistics', () => {
	const names = positionsOf(layout(80, 22, server)).map(({name}) => name);
	assert.deepEqual(names, ['processor', 'memory', 'disks', 'network', 'processes']);
	const more = positionsOf(layout(80, 36, server)).map(({name}) => name);
	assert.deepEqual(more, ['processor', 'memory', 'disks', 'network', 'processes', 'statistics']);
});

test('with less room the least important panels are dropped first', () => {
	const names = positionsOf(layout(80, 11, server)).map(({name}) => name);
	assert.deepEqual(names, ['processor', 'memory', 'disks', 'network']);
});

test('on a wide screen the process list is at the right, from the top band to the bottom', () => {
	const panels = positionsOf(layout(200, 48, server));
	const processes = panels.find(({name}) => name === 'processes');
	assert.ok(
		processes && processes.x > 0 && processes.x + processes.width === 200 && processes.y + processes.height === 48,
	);
});

test('less important panels appear only when those before them are comfortable', () => {
	const names = (height: number): readonly PanelName[] =>
		positionsOf(layout(80, height, {...server, counts: {...server.counts, pressure: 1}})).map(({name}) => name);
	assert.ok(!names(22).includes('pressure'));
	assert.ok(names(44).includes('pressure'));
	const processor = positionsOf(layout(80, 22, server)).find(({name}) => name === 'processor');
	assert.ok(processor && processor.height >= 7);
});

test('a taller narrow screen never shows fewer processes', () => {
	const counts = {...server.counts, pressure: 1, kernel: 3, temperatures: 4};
	let before = 0;
	for (let height = 12; height <= 55; height++) {
		const panels = positionsOf(layout(80, height, {...server, counts}));
		const rows = panels.find(({name}) => name === 'processes')?.height ?? 0;
		assert.ok(rows >= before, `${rows} rows at a height of ${height}, ${before} before`);
		before = rows;
	}
});

test('an alert is shown even with little room', () => {
	const names = positionsOf(layout(80, 14, {...server, counts: {...server.counts, alerts: 1}}));
	assert.ok(names.some(({name}) => name === 'alerts'));
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
