import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {createDiagnostician} from '../../source/core/diagnostician.js';
import {createHistory} from '../../source/core/history.js';
import type {Investigate, Question} from '../../source/metrics/snapshot.js';
import {processesOf, processOf} from '../helpers/processes.js';
import {disk, ok, snapshotAt} from '../helpers/samples.js';

const {signal} = new AbortController();
const history = createHistory({samples: 1, seconds: 60});

/** Returns a diagnostician of a machine with full disks, and the paths about which it asked. */
function watched() {
	const asked: string[] = [];
	const investigate: Investigate = async (question: Question) => {
		assert.ok(question.kind === 'file users');
		asked.push(question.path);
		return {...question, users: [{pid: 7, writing: 1, files: 1, deletedBytes: 0, writtenBytes: 1000}]};
	};
	const diagnose = createDiagnostician(investigate);
	const processes = processesOf([processOf(7, {name: 'writer'})]);
	return {
		asked,
		async at(second: number, paths: readonly string[]) {
			const disks = ok(paths.map(path => disk(path, 99.9)));
			const findings = diagnose(history, snapshotAt(second, {disks, processes: ok(processes)}), signal);
			await nextTurn();
			return findings.flatMap(({culprits}) => culprits.map(({name}) => name));
		},
	};
}

test('the users of every full disk are looked up, the longest unknown first', async () => {
	const paths = Array.from({length: 20}, (_, index) => `/data/${index}`);
	const machine = watched();
	for (let second = 0; second < 40; second++) {
		await machine.at(second, paths);
	}

	assert.deepEqual(machine.asked, [...paths, ...paths]);
});

test('an answer is forgotten when its finding ends', async () => {
	const machine = watched();
	assert.deepEqual(await machine.at(0, ['/data']), []);
	assert.deepEqual(await machine.at(1, ['/data']), ['writer']);
	assert.deepEqual(await machine.at(2, []), []);
	assert.deepEqual(await machine.at(3, ['/data']), []);
	assert.deepEqual(machine.asked, ['/data']);
	await machine.at(6, ['/data']);
	assert.deepEqual(await machine.at(7, ['/data']), ['writer']);
});
