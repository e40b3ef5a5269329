import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialState, receiveSample} from '../../source/core/state.js';
import {computeRows} from '../../source/ui/panels/statistics-table.js';
import {cpu, ok, sampleAt} from '../helpers/samples.js';

test('after a restart, recorded minutes weigh as minutes beside later samples', () => {
	const limits = {samples: 1000, seconds: 3600};
	const recorded = [0, 60].map(second => ({
		...sampleAt(second, {processor: ok(cpu(10))}),
		span: {seconds: 60, samples: 120, range: new Map([['processor.usage_percent', [3, 70]]] as const)},
	}));
	const since = Array.from({length: 60}, (_, index) => sampleAt(61 + index, {processor: ok(cpu(50))}));
	const state = [...recorded, ...since].reduce(receiveSample, initialState(500, limits));
	const [usage] = computeRows(state, 1);
	// Two minutes at 10 and, at half a second each, half a minute at 50.
	assert.equal(usage?.statistics?.mean, 18);
	assert.deepEqual([usage?.statistics?.min, usage?.statistics?.max], [3, 70]);
});
