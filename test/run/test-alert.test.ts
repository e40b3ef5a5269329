import assert from 'node:assert/strict';
import test from 'node:test';
import {UsageError} from '../../source/config/model/usage-error.js';
import {functionHandler} from '../../source/delivery/handlers/function.js';
import {webhookHandler} from '../../source/delivery/handlers/webhook.js';
import {sendTestAlert} from '../../source/run/test-alert.js';
import {openReceiver} from '../helpers/http-receiver.js';

function webhook(origin: string) {
	return [{handler: webhookHandler({name: 'ops', url: `${origin}/s3cret`}), options: {isEnabled: false}}];
}

test('a test alert is marked as a test', async () => {
	await using receiver = await openReceiver(200);
	assert.deepEqual(await sendTestAlert('ops', webhook(receiver.origin)), {
		isDelivered: true,
		text: 'the test alert was delivered by handler "ops"',
	});
	const body = JSON.parse(receiver.requests[0]?.body ?? '');
	assert.equal(body.test, true);
	assert.match(body.text, /^\[TEST\] \[WARNING\] .+: This is a test notification from mon-tui; no action is required$/);
	assert.equal(body.events.length, 1);
});

test('a failed test alert is reported with the reason, without the address, and is not retried', async () => {
	await using receiver = await openReceiver(500, 200);
	assert.deepEqual(await sendTestAlert('ops', webhook(receiver.origin)), {
		isDelivered: false,
		text: `the test alert was not delivered by handler "ops": ${receiver.host} answered 500`,
	});
	assert.equal(receiver.requests.length, 1);
});

test('a handler that does not answer fails after its timeout', async () => {
	const deaf = functionHandler('deaf', () => new Promise(() => {}));
	assert.deepEqual(await sendTestAlert('deaf', [{handler: deaf, options: {timeoutMs: 5}}]), {
		isDelivered: false,
		text: 'the test alert was not delivered by handler "deaf": no answer within 0.005 s',
	});
});

test('an unknown handler is refused with the list of known handlers', async () => {
	await assert.rejects(
		sendTestAlert('oops', webhook('http://127.0.0.1:9')),
		new UsageError('--test-alert: there is no handler "oops"; configured handlers: "ops"'),
	);
	await assert.rejects(
		sendTestAlert('ops', []),
		new UsageError('--test-alert: there is no handler "ops"; no handler is configured'),
	);
});
