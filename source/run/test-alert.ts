import os from 'node:os';
import {UsageError} from '../config/model/usage-error.js';
import type {ConfiguredHandler} from '../delivery/create-handlers.js';
import {startAttempt} from '../delivery/queue/attempt.js';
import {defaultPace} from '../delivery/queue/pace.js';
import {testNotification} from '../delivery/test-notification.js';
import {sleep} from '../support/sleep.js';
import {errorMessage} from '../support/system-error.js';

export type TestAlertResult = {
	readonly isDelivered: boolean;
	/** One line for whoever asked. */
	readonly text: string;
};

/**
Sends a marked test alert through one handler, now and once, whatever its filters say and whether it is enabled or not.
Throws a UsageError when there is no such handler.
*/
export async function sendTestAlert(name: string, handlers: readonly ConfiguredHandler[]): Promise<TestAlertResult> {
	const configured = handlers.find(({handler}) => handler.name === name);
	if (configured === undefined) {
		const known = handlers.map(({handler}) => `"${handler.name}"`).join(', ');
		throw new UsageError(
			`--test-alert: no handler is called "${name}"; ${known === '' ? 'none is configured' : `there are ${known}`}`,
		);
	}

	const {handler, options} = configured;
	const notification = testNotification(os.hostname(), Date.now());
	const {outcome} = startAttempt(signal => handler.send(notification, signal), {
		timeoutMs: options.timeoutMs ?? defaultPace.timeoutMs,
		// Unlike that of the outbox, it keeps the process alive: there is nothing else to wait for.
		sleep,
	});
	try {
		await outcome;
		return {isDelivered: true, text: `the test alert was delivered by handler "${name}"`};
	} catch (error) {
		const reason = errorMessage(error);
		return {isDelivered: false, text: `the test alert was not delivered by handler "${name}": ${reason}`};
	}
}
