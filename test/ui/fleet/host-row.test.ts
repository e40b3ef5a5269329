import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createAppearance} from '../../../source/ui/drawing/appearance.js';
import {graph} from '../../../source/ui/drawing/graph.js';
import {hostColumns} from '../../../source/ui/fleet/host-columns.js';
import {drawHost} from '../../../source/ui/fleet/host-row.js';
import {themes} from '../../../source/ui/theme/themes.js';
import {hostOf} from '../../helpers/fleet-hosts.js';

test('in every style, the spark lines of the selected host keep their colours, and nothing else does', () => {
	const cpuPercent = Array.from({length: 20}, (_, index) => 5 * index);
	const memoryPercent = cpuPercent.toReversed();
	const host = hostOf('web-1', {recent: {cpuPercent, memoryPercent}});
	for (const [style, isConsole] of [
		['braille', false],
		['block', false],
		['block', true],
		['ascii', false],
	] as const) {
		const isAscii = style === 'ascii';
		const appearance = createAppearance({
			theme: themes.default,
			colorDepth: 'truecolor',
			isAscii,
			isConsole,
			graphStyle: style,
		});
		const columns = hostColumns([host], 200, appearance.glyphs);
		const kept = drawHost(host, columns, true, appearance).filter(({role}) => role !== 'selected');
		const sparks = [
			[cpuPercent, columns.cpuSpark],
			[memoryPercent, columns.memorySpark],
		] as const;
		assert.deepEqual(
			kept,
			sparks.flatMap(([series, width]) =>
				graph(series, {width, height: 1, max: 100, style: appearance.graphStyle}).flat(),
			),
		);
		assert.ok(kept.length > 2);
	}
});
