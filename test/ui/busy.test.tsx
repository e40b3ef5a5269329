import assert from 'node:assert/strict';
import {it} from 'node:test';
import {initialState, receiveSample} from '../../source/core/state.js';
import {findingOf} from '../helpers/findings.js';
import {processesOf, processOf} from '../helpers/processes.js';
import {renderApp} from '../helpers/render-app.js';
import {cpu, ok, sampleAt} from '../helpers/samples.js';

const processes = ok(
	processesOf([processOf(7, {name: 'calm', cpuPercent: 3}), processOf(8, {name: 'cc1', cpuPercent: 98.4})]),
);

it('the header names the busiest process while the processor is used up, until a finding says more', async () => {
	const empty = initialState(1000, {samples: 10, seconds: 60});
	const busy = sampleAt(1, {processor: ok(cpu(99)), processes});
	await using app = await renderApp(receiveSample(empty, {...busy, findings: []}), {columns: 80, rows: 24});
	const head = (): string => app.rows().slice(0, 2).join('\n');
	assert.match(head(), /busy: cc1 \(8\) 98 %/);
	await app.setState(state =>
		receiveSample(state, {...sampleAt(2, {processor: ok(cpu(50)), processes}), findings: []}),
	);
	assert.doesNotMatch(head(), /busy/);
	const finding = findingOf({sentence: 'CPUs are saturated'});
	await app.setState(state =>
		receiveSample(state, {...sampleAt(3, {processor: ok(cpu(99)), processes}), findings: [finding]}),
	);
	assert.doesNotMatch(head(), /busy/);
	assert.match(head(), /CPUs are saturated/);
});
