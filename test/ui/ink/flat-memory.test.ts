import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialState, receiveSample} from '../../../source/core/state.js';
import {inkReplacements} from '../../../source/ui/ink/bundle-plugin.js';
import {heldBytes} from '../../helpers/held-bytes.js';
import {processOf} from '../../helpers/processes.js';
import type * as app from '../../helpers/render-app.js';
import {cpu, ok, sampleAt} from '../../helpers/samples.js';
import {bundled} from './bundled.js';

const framesPerQuarter = 750;

/**
The memory of compiled code varies by this much. A few hundred retained frames of some ten kilobytes each would exceed it.
*/
const maxGrowthBytes = 2 * 2 ** 20;

test('memory does not grow over thousands of frames', async () => {
	const {renderApp} = await bundled<typeof app>("export * from './test/helpers/render-app.tsx'", [inkReplacements()]);
	// The history is full before the first measurement.
	await using screen = await renderApp(initialState(500, {samples: 100, seconds: 3600}), {columns: 80, rows: 24});
	let turn = 0;
	const quarter = async (): Promise<number> => {
		for (let count = 0; count < framesPerQuarter; count++) {
			turn += 1;
			const percent = (turn * 13) % 101;
			// Every figure differs, and every process is new.
			const list = Array.from({length: 20}, (_, index) =>
				processOf(turn * 20 + index, {name: `job-${turn}-${index}`, cpuPercent: (turn * 7 + index) % 100}),
			);
			const sample = sampleAt(turn / 2, {
				processor: ok(cpu(percent, [percent, 100 - percent])),
				processes: ok({
					...{
						total: 20,
						running: 1,
						sleeping: 19,
						stopped: 0,
						zombie: 0,
						threads: 20,
						unreadable: 0,
						blocked: undefined,
						ended: undefined,
					},
					list,
				}),
			});
			await screen.change(state => receiveSample(state, sample));
		}

		return heldBytes();
	};
	const first = await quarter();
	const later = [await quarter(), await quarter(), await quarter()];
	assert.ok(screen.frameCount() > 4 * framesPerQuarter * 0.9, `${screen.frameCount()} frames`);
	for (const bytes of later) {
		assert.ok(bytes - first < maxGrowthBytes, `${first}, then ${later.join(', ')}`);
	}
});
