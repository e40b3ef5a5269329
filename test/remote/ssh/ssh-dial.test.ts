import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import {closed, type Failure} from '../../../source/remote/client/connection-error.js';
import {parseSshAddress} from '../../../source/remote/ssh/address.js';
import type {Channel} from '../../../source/remote/ssh/channel.js';
import type {FirstAttempt} from '../../../source/remote/ssh/connect-first.js';
import type {Attempt} from '../../../source/remote/ssh/open-channel.js';
import {sshDial} from '../../../source/remote/ssh/ssh-dial.js';

function dialWith(first: FirstAttempt) {
	const ends: Failure[] = [];
	const dial = sshDial(parseSshAddress('ssh://machine'), {
		first,
		bundle: undefined,
		measureOverShell: shell => shell,
		connectTimeoutMs: 1000,
	});
	const connection = dial({onText() {}, onActivity() {}, onEnd: failure => ends.push(failure)});
	return {connection, ends};
}

test('a connection that ended before its first message is pinged no more', async (context: TestContext) => {
	context.mock.timers.enable({apis: ['setInterval']});
	const written: string[] = [];
	const channel: Channel = {
		write: text => written.push(text),
		receive: ({onEnd}) => onEnd({reason: 'the connection was closed', isFinal: false}),
		close() {},
	};
	const {ends} = dialWith({result: Promise.resolve({state: 'open', way: 'messages', channel}), abort() {}});
	await turn();
	assert.deepEqual(ends, [{reason: 'the connection was closed', isFinal: false}]);
	context.mock.timers.tick(60_000);
	assert.deepEqual(written, []);
});

test('closing ends an attempt that is not decided yet', async () => {
	const {promise, resolve} = withResolver();
	const {connection, ends} = dialWith({
		result: promise,
		abort: () => resolve({state: 'failed', failure: closed}),
	});
	await turn();
	connection.close();
	await turn();
	assert.deepEqual(ends, [closed]);
});

/** Returns a promise with its resolver; `Promise.withResolvers` needs Node 22. */
function withResolver(): {readonly promise: Promise<Attempt>; readonly resolve: (attempt: Attempt) => void} {
	let resolve: (attempt: Attempt) => void = () => {};
	const promise = new Promise<Attempt>(settle => {
		resolve = settle;
	});
	return {promise, resolve};
}
