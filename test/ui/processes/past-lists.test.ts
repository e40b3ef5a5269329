import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {initialState, receiveSample} from '../../../source/core/state.js';
import {createStore} from '../../../source/core/store.js';
import type {Process} from '../../../source/metrics/snapshot.js';
import {notable} from '../../../source/ui/processes/notable.js';
import {packed, unpacked} from '../../../source/ui/processes/packed-list.js';
import {maxPastRows, pastLists} from '../../../source/ui/processes/past-lists.js';
import {processesOf, processOf} from '../../helpers/processes.js';
import {ok, sampleAt} from '../../helpers/samples.js';

const crowd = Array.from({length: 500}, (_, index) =>
	processOf(100 + index, {
		cpuPercent: index % 100,
		residentSetBytes: (500 - index) * 2 ** 20,
		readBytesPerSecond: index * 1000,
	}),
);

describe('the notable processes of a list', () => {
	it('are those with most CPU, memory and I/O', () => {
		const kept = notable(crowd);
		assert.ok(kept.length <= 30);
		assert.ok(kept.some(({residentSetBytes}) => residentSetBytes === 500 * 2 ** 20));
		assert.ok(kept.some(({readBytesPerSecond}) => readBytesPerSecond === 499_000));
		assert.equal(kept.filter(({cpuPercent}) => cpuPercent === 99).length, 5);
	});

	it('are not threads of the kernel that write what others have changed', () => {
		const flusher = processOf(1, {isKernelThread: true, residentSetBytes: 0, writeBytesPerSecond: 1e9});
		assert.deepEqual(notable([flusher]), []);
	});

	it('include blocked processes, and the parent of zombies', () => {
		const names = notable([
			...crowd,
			processOf(1000, {name: 'stuck', state: 'D', residentSetBytes: 0}),
			processOf(1001, {name: 'parent', residentSetBytes: 1}),
			...Array.from({length: 300}, (_, index) =>
				processOf(2000 + index, {name: 'corpse', state: 'Z', parentPid: 1001, residentSetBytes: 0}),
			),
		]).map(({name}) => name);
		assert.ok(names.includes('stuck') && names.includes('parent') && names.includes('corpse'));
		assert.ok(names.length <= 46);
	});

	it('are at most 46, whatever their states', () => {
		const list = Array.from({length: 5000}, (_, index) =>
			processOf(index + 1, {
				parentPid: index,
				state: (['D', 'Z', 'R'] as const)[index % 3] ?? 'S',
				cpuPercent: (index * 7) % 101,
				residentSetBytes: (index * 13) % 997,
				writeBytesPerSecond: (index * 17) % 991,
			}),
		);
		assert.ok(notable(list).length <= 46);
	});
});

it('a packed list has every value of its processes, known or not', () => {
	const full: Process = {
		pid: 7,
		parentPid: 1,
		startedAtMs: 1_700_000_000_123,
		name: 'name\u{1B}',
		user: undefined,
		state: 'D',
		threads: 2,
		nice: -5,
		priority: 15,
		isKernelThread: false,
		groupPath: '/a',
		residentSetBytes: 2 ** 40 + 1,
		virtualBytes: 3,
		sharedBytes: 4,
		swapBytes: 5,
		cpuPercent: 6.7,
		cpuTimeSeconds: 8.9,
		childrenCpuPercent: 0,
		runDelayPercent: 10.5,
		minorFaultsPerSecond: 11,
		majorFaultsPerSecond: 12,
		readBytesPerSecond: 13,
		writeBytesPerSecond: 14,
		openFiles: 15,
		maxOpenFiles: 1024,
		waitChannel: 'io_schedule',
	};
	const list = [full, processOf(8)];
	assert.deepEqual(unpacked(packed(list, undefined)), list);
	assert.deepEqual(unpacked(packed([...list].reverse(), packed(list, undefined))), [...list].reverse());
});

describe('the past lists', () => {
	const processes = (list: readonly Process[] | undefined) => ok(processesOf(list, {total: 500}));

	it('have the list that was the latest at a moment, and none where none was read', () => {
		const store = createStore(initialState(1000, {samples: 100, seconds: 600}));
		using past = pastLists(store);
		const [one, two] = [[processOf(1)], [processOf(2)]];
		for (const [seconds, list] of [
			[1, one],
			[2, one],
			[3, two],
			[4, undefined],
			[5, undefined],
			[6, one],
		] as const) {
			store.setState(state => receiveSample(state, sampleAt(seconds, {processes: processes(list)})));
		}

		const startMs = sampleAt(0).snapshot.monotonicMs;
		const pidsAt = (seconds: number) => past.at(startMs + seconds * 1000)?.map(({pid}) => pid);
		assert.deepEqual([0, 1, 2.5, 3, 4, 5, 7].map(pidsAt), [undefined, [1], [1], [2], undefined, undefined, [1]]);
	});

	it('are bounded by number, and by the age of the history', () => {
		const store = createStore(initialState(1000, {samples: 5000, seconds: 5000}));
		using past = pastLists(store);
		const startMs = sampleAt(0).snapshot.monotonicMs;
		for (let seconds = 0; seconds < 700; seconds++) {
			store.setState(state => receiveSample(state, sampleAt(seconds, {processes: processes([...crowd])})));
		}

		const kept = Array.from({length: 700}, (_, seconds) => past.at(startMs + seconds * 1000)?.length ?? 0);
		const rows = kept.reduce((sum, length) => sum + length, 0);
		assert.ok(rows <= maxPastRows && rows > maxPastRows - 50, `${rows} rows`);
		assert.equal(kept[0], 0);
		assert.ok((kept[699] ?? 0) > 0);

		const short = createStore(initialState(1000, {samples: 5, seconds: 5000}));
		using pastOfShort = pastLists(short);
		for (let seconds = 0; seconds < 20; seconds++) {
			short.setState(state =>
				receiveSample(state, sampleAt(seconds, {processes: processes([processOf(seconds + 1)])})),
			);
		}

		assert.equal(pastOfShort.at(startMs + 10_000), undefined);
		assert.equal(pastOfShort.at(startMs + 15_000)?.[0]?.pid, 16);
	});
});
