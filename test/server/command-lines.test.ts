import assert from 'node:assert/strict';
import {test} from 'node:test';
import {encodedSample} from '../../source/protocol/messages/encoded-sample.js';
import {serverMessageSchemas} from '../../source/protocol/schema/server-schema.js';
import {processOf} from '../helpers/processes.js';
import {ok, sampleAt} from '../helpers/samples.js';
import {connect, serve} from '../helpers/serve.js';
import {validator} from '../helpers/validator.js';

const counts = {
	total: 2,
	running: 0,
	sleeping: 2,
	stopped: 0,
	zombie: 0,
	threads: 2,
	unreadable: 0,
	blocked: undefined,
	ended: undefined,
};
const list = [processOf(1, {cpuPercent: 2}), processOf(2, {cpuPercent: 1})];
const sample = sampleAt(0, {processes: ok({...counts, list})});

test('command lines are sent if configured, in full and partial messages', async () => {
	await using server = await serve({
		commandLineOf: ({pid, startedAtMs}) => (pid === 1 ? `init ${startedAtMs} ${'x'.repeat(300)}` : undefined),
	});
	server.publish(0, sample);
	using client = await connect(`ws://${server.place}/`, ['mon-tui.v1']);
	const message = await client.next('monitoring_data');
	const validate = validator(serverMessageSchemas.monitoring_data);
	validate(message);
	assert.deepEqual(validate.errors ?? [], []);
	const [first, second] = message.data.processes.top;
	assert.match(first.command, /^init 1700000000001 x+$/);
	assert.equal(first.command.length, 256);
	assert.equal(second.command, null);

	client.send({type: 'subscribe', format: 'compact'});
	await client.next('subscription');
	assert.equal((await client.next('monitoring_data')).data.processes.top[0].command, first.command);

	const part = await (await fetch(`http://${server.place}/api/v1/snapshot?metrics=processes`)).json();
	assert.equal((part as {data: typeof message.data}).data.processes.top[0].command, first.command);

	// Files and other users of the shared encoding get no command lines.
	assert.equal(String(encodedSample(sample)).includes('init 17'), false);
});

test('by default, only the names of processes are sent', async () => {
	await using server = await serve();
	server.publish(0, sample);
	using client = await connect(`ws://${server.place}/`);
	const {data} = await client.next('monitoring_data');
	assert.deepEqual([data.processes.top[0].name, 'command' in data.processes.top[0]], ['process-1', false]);
});
