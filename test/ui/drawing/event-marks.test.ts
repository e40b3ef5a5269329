import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialState, receiveSample} from '../../../source/core/state.js';
import type {MachineEvent} from '../../../source/metrics/model/events.js';
import {eventCounts} from '../../../source/metrics/values/event-kinds.js';
import {eventMarks} from '../../../source/ui/drawing/event-marks.js';
import {graph} from '../../../source/ui/drawing/graph.js';
import {lineWidth} from '../../../source/ui/drawing/line.js';
import {seriesOf} from '../../../source/ui/drawing/series.js';
import {ok, sampleAt, startMs} from '../../helpers/samples.js';

function event(second: number, changes: Partial<MachineEvent> = {}): MachineEvent {
	const atMs = startMs + second * 1000;
	return {
		id: `e${second}`,
		atMs,
		lastAtMs: atMs,
		count: 1,
		kind: 'oom_kill',
		severity: 'critical',
		subject: undefined,
		pid: undefined,
		groupPath: undefined,
		text: 'OOM kill',
		...changes,
	};
}

/** The history of 20 seconds, whose newest sample lists the events. */
function historyWith(...list: readonly MachineEvent[]) {
	let state = initialState(1000, {samples: 100, seconds: 3600});
	for (let second = 0; second <= 20; second++) {
		const events = ok({list, kernelLog: 'read' as const, counts: eventCounts(() => 0)});
		state = receiveSample(state, {...sampleAt(second, {events}), sequence: second});
	}

	return state.history;
}

const window = {width: 10, bucketMs: 1000, perCell: 1};

test('an event is marked in the cell of its second, and the newest cell is the last', () => {
	assert.deepEqual(eventMarks(historyWith(event(20), event(15)), window), [
		{cell: 4, role: 'critical'},
		{cell: 9, role: 'critical'},
	]);
	assert.deepEqual(eventMarks(historyWith(event(20), event(13)), {width: 5, bucketMs: 1000, perCell: 2}), [
		{cell: 1, role: 'critical'},
		{cell: 4, role: 'critical'},
	]);
});

test('an event outside of the graph, or that is not shown, has no mark', () => {
	assert.deepEqual(eventMarks(historyWith(event(2), event(500)), window), []);
	assert.deepEqual(
		eventMarks(historyWith(event(20)), window, ({kind}) => kind === 'io_error'),
		[],
	);
	assert.deepEqual(eventMarks(historyWith(), window), []);
});

test('the first and the latest time of a repeated event are marked, and the worst event of a cell wins', () => {
	const repeated = event(12, {lastAtMs: startMs + 18_000, severity: 'note'});
	assert.deepEqual(eventMarks(historyWith(repeated, event(18, {severity: 'warning'})), window), [
		{cell: 1, role: 'muted'},
		{cell: 7, role: 'warning'},
	]);
});

test('a mark stands in the top row of the graph, which keeps its width', () => {
	const history = historyWith(event(15));
	const series = seriesOf(history, () => 100, {count: 10, bucketMs: 1000});
	const cells = eventMarks(history, window);
	const lines = graph(series, {width: 10, height: 2, max: 100, style: 'block', marks: {cells, sign: '◆'}});
	assert.deepEqual(
		lines.map(line => line.map(({text}) => text).join('')),
		['████◆█████', '██████████'],
	);
	assert.deepEqual(lines.map(lineWidth), [10, 10]);
	assert.equal(lines[0]?.find(({text}) => text === '◆')?.role, 'critical');
});
