import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import * as library from '../source/index.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

test('the library exports these names and no other', () => {
	assert.deepEqual(Object.keys(library).sort(), [
		'UnavailableError',
		'createHistory',
		'createLocalMonitor',
		'createMonitor',
		'encodeMonitoringData',
		'formatBytes',
		'formatDuration',
		'formatPercent',
		'formatRate',
		'gpuCount',
		'isGpuAvailable',
		'known',
		'listGpus',
		'localSource',
		'monitoringData',
		'statistics',
		'summary',
		'summaryLine',
		'thisMachine',
	]);
});

test('a monitor of this machine measures it, twice a second by default, and stops when told', async () => {
	const monitor = await library.createLocalMonitor({metrics: {gpu: {enabled: false}}});
	const abort = new AbortController();
	monitor.store.subscribe(() => {
		if (monitor.store.getState().history.length === 3) {
			abort.abort();
		}
	});
	await monitor.run(abort.signal);
	const {sample, history, intervalMs} = monitor.store.getState();
	assert.equal(intervalMs, 500);
	assert.equal(history.length, 3);
	assert.equal(sample?.sequence, 3);
	assert.ok((library.known(sample?.snapshot.readings.memory)?.totalBytes ?? 0) > 1e6);
	assert.ok(library.known(sample?.snapshot.readings.cpu));
	assert.equal(sample?.snapshot.readings.gpu.state, 'disabled');
	assert.match(library.summaryLine(sample.snapshot), /CPU +\d/);
});

test('the example runs', async () => {
	const {stdout} = await run(process.execPath, ['--import=tsx', 'examples/follow.ts'], {cwd: root});
	assert.match(stdout, /^(?:[\d.]+ \w+ of [\d.]+ \w+\n){5}$/);
});
