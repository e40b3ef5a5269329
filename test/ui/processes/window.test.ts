import assert from 'node:assert/strict';
import {test} from 'node:test';
import {plainRow, processKey} from '../../../source/ui/processes/rows.js';
import {firstVisible, processWindow} from '../../../source/ui/processes/window.js';
import {initialUiState} from '../../../source/ui/state/ui-state.js';
import {processOf} from '../../helpers/processes.js';

const rows = Array.from({length: 100}, (_, index) => plainRow(processOf(index)));

/** Returns the visible PIDs in a panel of five rows, one of which is the header. */
function visible(selected: number | undefined, top: number, isFollowing = false): readonly number[] {
	const row = selected === undefined ? undefined : rows[selected];
	const view = {...initialUiState.processes, selectedKey: row && processKey(row.process), top, isFollowing};
	return processWindow(rows, view, 5).visible.map(({process}) => process.pid);
}

test('the list scrolls only as far as the selected row requires', () => {
	assert.equal(firstVisible(-1, 100, 10, 50), 0);
	assert.equal(firstVisible(5, 100, 10, 0), 0);
	assert.equal(firstVisible(10, 100, 10, 0), 1);
	assert.equal(firstVisible(99, 100, 10, 0), 90);
	assert.equal(firstVisible(40, 100, 10, 45), 40);
	assert.equal(firstVisible(3, 4, 10, 7), 0);
});

test('the range moves with a selected process whose threads are shown', () => {
	const threads = [1, 2].map(tid => ({...plainRow(processOf(tid)), key: `thread ${tid}`, isThread: true}));
	const shown = [...rows.slice(0, 51), ...threads, ...rows.slice(51)];
	const range = (selectedKey: string | undefined, top: number) =>
		processWindow(shown, {selectedKey, isFollowing: false, top}, 5).visible.map(({key}) =>
			shown.findIndex(row => row.key === key),
		);
	assert.deepEqual(range(shown[50]?.key, 0), [49, 50, 51, 52]);
	assert.deepEqual(range(shown[50]?.key, 90), [50, 51, 52, 53]);
	assert.deepEqual(range('thread 2', 0), [49, 50, 51, 52]);
});

test('a selected process outside of the range takes the nearest visible row', () => {
	assert.deepEqual(visible(undefined, 20), [0, 1, 2, 3]);
	assert.deepEqual(visible(21, 20), [20, 21, 22, 23]);
	assert.deepEqual(visible(70, 20), [20, 21, 22, 70]);
	assert.deepEqual(visible(3, 20), [3, 21, 22, 23]);
	assert.deepEqual(visible(70, 20, true), [67, 68, 69, 70]);
});
