import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {createCpuMeter} from '../../source/server/cpu-meter.js';
import {eventually} from '../helpers/eventually.js';
import {processOf} from '../helpers/processes.js';
import {ok, sampleAt} from '../helpers/samples.js';
import {serve, type TestServer} from '../helpers/serve.js';

const counts = {
	total: 1,
	running: 1,
	sleeping: 0,
	stopped: 0,
	zombie: 0,
	threads: 1,
	unreadable: 0,
	blocked: undefined,
	ended: undefined,
};
const counted = sampleAt(0, {processes: ok({...counts, list: undefined})});
const listed = sampleAt(0.5, {processes: ok({...counts, list: [processOf(7, {name: 'nginx', cpuPercent: 5})]})}, 2);

/** A server whose process list is read only on request. */
async function onDemand(): Promise<TestServer & {isRequested(): boolean}> {
	let wishes = 0;
	const server = await serve({
		requestProcessList() {
			wishes += 1;
			return () => {
				wishes -= 1;
			};
		},
	});
	return {...server, isRequested: () => wishes > 0};
}

async function get({place}: TestServer, path = '/api/v1/snapshot') {
	const response = await fetch(`http://${place}${path}`);
	return {etag: response.headers.get('etag'), ...JSON.parse(await response.text())};
}

test('the first response contains the process list', async () => {
	await using server = await onDemand();
	server.publish(0, counted);
	const answer = get(server);
	await eventually('the list is requested', () => server.isRequested());
	server.publish(0, counted);
	server.publish(0, listed);
	const {seq, data, etag} = await answer;
	assert.deepEqual([seq, data.processes.top[0].name, data.errors.processes], [2, 'nginx', undefined]);
	assert.match(etag, /-2"$/);
});

test('if the process list is not available soon, the response explains why it is missing', async () => {
	await using server = await onDemand();
	server.setIntervalMs(60_000);
	server.publish(0, counted);
	for (const path of ['/api/v1/snapshot', '/api/v1/snapshot?metrics=processes,errors']) {
		const {data} = await get(server, path);
		assert.equal(data.processes.top, null);
		assert.deepEqual(data.errors.processes, {
			state: 'pending',
			reason: 'the process list is read only while a client requests it; a later snapshot contains it',
		});
	}
});

test('requests for other metrics neither wait for the process list nor request it', async () => {
	await using server = await onDemand();
	server.publish(0, counted);
	const {data} = await get(server, '/api/v1/snapshot?metrics=load,memory.percentage');
	assert.deepEqual(Object.keys(data), ['load', 'memory']);
	assert.equal(server.isRequested(), false);
});

test('if processes cannot be requested, the response does not wait for them', async () => {
	await using server = await serve();
	server.publish(0, counted);
	assert.equal((await get(server)).data.errors.processes.state, 'pending');
});

test('the status has the current CPU usage', async () => {
	const meter = createCpuMeter(() => performance.now());
	await sleep(1000);
	meter.beat();
	await sleep(600);
	const idle = meter.percent();
	meter.beat();
	for (const start = performance.now(); performance.now() - start < 600; ) {
		JSON.stringify(listed);
	}

	assert.ok(meter.percent() > idle + 20, `${meter.percent()} after ${idle}`);
});
