import assert from 'node:assert/strict';
import process from 'node:process';
import {describe, it} from 'node:test';
import {receiveSample} from '../../../source/core/state.js';
import type {CollectorHealth} from '../../../source/metrics/schedule/collector-health.js';
import {costText} from '../../../source/ui/boxes/cost.js';
import {assertFrame} from '../../helpers/frames.js';
import {renderApp} from '../../helpers/render-app.js';
import {sampleAt} from '../../helpers/samples.js';
import {watchedState} from '../../helpers/states.js';

process.env.TZ = 'UTC';

function collector(name: string, lastDurationMs: number | undefined): CollectorHealth {
	return {
		name,
		cadenceMs: 500,
		successes: 12,
		failures: 0,
		skipped: 0,
		timeouts: 0,
		lastDurationMs,
		durations: lastDurationMs === undefined ? undefined : {p50Ms: 0.1, p95Ms: 0.2, maxMs: 2 * lastDurationMs},
		lastError: undefined,
		isRunning: false,
	};
}

const collectors = ['processor', 'load', 'frequency', 'memory', 'disks', 'disk_io', 'network', 'processes'].map(name =>
	collector(name, 0.21),
);

describe('the cost of measuring', () => {
	for (const [columns, rows] of [
		[80, 24],
		[200, 50],
	] as const) {
		it(`is on the edge of each panel with a title at ${columns}×${rows}`, async () => {
			const options = {columns, rows, showsCost: true, collectors: () => collectors};
			await using app = await renderApp(watchedState(), options);
			assertFrame(`cost-${columns}x${rows}`, app.rows());
		});
	}

	it('is updated, and is not requested where it is not shown', async () => {
		let asked = 0;
		let lastMs = 0.5;
		const health = () => {
			asked += 1;
			return [collector('memory', lastMs)];
		};
		for (const showsCost of [false, true]) {
			await using app = await renderApp(watchedState(), {columns: 120, rows: 40, showsCost, collectors: health});
			lastMs = 1.5;
			await app.setState(state => receiveSample(state, sampleAt(61)));
			assert.equal(asked > 0, showsCost);
			assert.equal(/memory 1\.50 ms, max 3\.00/.test(app.rows().join('\n')), showsCost);
		}
	});

	it('is shortened to the available room and omits collectors without a measurement', () => {
		const both = [collector('disks', 1), collector('disk_io', 2), collector('gpu', undefined)];
		assert.equal(costText(both, 80, '·'), 'disks 1.00 ms, max 2.00 · disk_io 2.00 ms, max 4.00');
		assert.equal(costText(both, 40, '·'), 'total 3.00 ms, max 6.00');
		assert.equal(costText(both, 18, '·'), '3.00 ms, max 6.00');
		assert.equal(costText(both, 8, '·'), '3.0 ms');
		assert.equal(costText(both, 3, '·'), undefined);
		assert.equal(costText([collector('gpu', undefined)], 80, '·'), undefined);
	});
});
