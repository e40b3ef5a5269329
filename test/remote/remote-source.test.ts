import assert from 'node:assert/strict';
import {test} from 'node:test';
import {defaultHistory} from '../../source/core/history.js';
import {monitorSource} from '../../source/core/monitor.js';
import {known} from '../../source/metrics/reading.js';
import {ConnectionError} from '../../source/remote/client/connection-error.js';
import {remoteSource} from '../../source/remote/remote-source.js';
import {alertOf, eventOf} from '../helpers/alert-events.js';
import {eventually} from '../helpers/eventually.js';
import {runMonitor} from '../helpers/run-monitor.js';
import {ok, sampleAt} from '../helpers/samples.js';
import {serve} from '../helpers/serve.js';

const quick = {reconnect: {firstMs: 1, maxMs: 20}};

test('a monitor of another machine has its samples, history and alerts', async () => {
	await using server = await serve();
	for (let second = 0; second < 20; second++) {
		server.publish(second);
	}

	const source = remoteSource(`ws://${server.place}`, quick);
	const look = runMonitor(source);
	await using _look = look;
	await eventually('the first sample', () => look.state().sample !== undefined);
	const {history, intervalMs} = look.state();
	assert.equal(history.length, 20);
	assert.equal(intervalMs, 500);
	assert.equal(known(history.at(3)?.snapshot.readings.processor)?.total.usedPercent, 25.5);

	server.publish(20, {
		...sampleAt(20, {processes: ok({...counts, list: undefined}), gpu: {state: 'unsupported', reason: 'no GPU'}}),
		alerts: [alertOf()],
		events: [eventOf('raised')],
	});
	await eventually('the alert', () => look.state().sample?.alerts.length === 1);
	const {sample, alerts} = look.state();
	assert.equal(alerts.events[0]?.kind, 'raised');
	assert.deepEqual(sample?.snapshot.readings.gpu, {state: 'unsupported', reason: 'no GPU'});
	await eventually('it is live', () => source.host.getState()?.connection.state === 'live');
	await look[Symbol.asyncDispose]();
	await eventually('the server is left', () => server.server.state.getState().clients === 0);
});

const counts = {
	total: 3,
	running: 1,
	sleeping: 2,
	stopped: 0,
	zombie: 0,
	threads: 9,
	unreadable: 0,
	blocked: undefined,
	ended: undefined,
};

test('a refusal ends the updates with its reason', async () => {
	await using server = await serve({token: 'right-token-for-this'});
	const monitor = monitorSource({
		source: remoteSource(`ws://${server.place}`, {...quick, token: 'wrong-token'}),
		history: defaultHistory,
	});
	await assert.rejects(monitor.run(new AbortController().signal), (error: unknown) => {
		assert.ok(error instanceof ConnectionError);
		assert.match(error.message, /^127\.0\.0\.1:\d+: the token is wrong/);
		return true;
	});
});

test('without isPersistent, the first failure ends the updates', async () => {
	const monitor = monitorSource({
		source: remoteSource('ws://127.0.0.1:9', {...quick, isPersistent: false}),
		history: defaultHistory,
	});
	await assert.rejects(monitor.run(new AbortController().signal), {message: '127.0.0.1:9: connection refused'});
});

test('an invalid address is rejected immediately', () => {
	assert.throws(() => remoteSource('ftp://web-01'), /address of a server/);
});
