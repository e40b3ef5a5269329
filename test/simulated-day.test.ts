import assert from 'node:assert/strict';
import {test} from 'node:test';
import {simulateDay} from './helpers/simulated-day.js';

/** Four hours; `bench/day.ts` lives through the whole of it. */
const turns = 28_800;

/** The code that is compiled on the way takes up to half a megabyte. Of samples, or events, some kilobytes each, few would fit. */
const mostGrowthBytes = 2 * 2 ** 20;

test('hours of turns leave nothing behind: memory, timers and files stay what they are once the history is full', async () => {
	const day = await simulateDay({turns, collectEvery: 10, exportIntervalMs: 60_000});
	const [, full, ...later] = day.holdings;
	const table = JSON.stringify(day, undefined, '\t');
	assert.ok(full);
	assert.equal(later.at(-1)?.turns, turns);
	for (const {bytes, timers, openFiles, samples} of later) {
		assert.ok(bytes - full.bytes < mostGrowthBytes, table);
		// One more or less may be under way.
		assert.ok(timers - full.timers <= 2 && openFiles - full.openFiles <= 6, table);
		assert.equal(samples, full.samples, table);
	}

	// Disks come and go: those that are gone are not judged for ever.
	assert.ok(
		later.every(({places}) => places <= 10),
		table,
	);
	// It was not flat for lack of anything to do.
	assert.ok(day.received > turns / 2, table);
	assert.ok(day.delivered > 100, table);
	assert.ok(day.recorded >= turns / 120, table);
	assert.ok(day.files.length <= 3, table);
});
