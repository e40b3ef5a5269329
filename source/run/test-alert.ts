import os from 'node:os';
import {UsageError} from '../config/model/usage-error.js';
import type {ConfiguredHandler} from '../delivery/create-handlers.js';
import {startAttempt} from '../delivery/queue/attempt.js';
import {defaultPace} from '../delivery/queue/pace.js';
import {testNotification} from '../delivery/test-notification.js';
import {sleep} from '../support/sleep.js';
import {errorMessage} from '../support/system-error.js';

/** The result of a test alert. */
export type TestAlertResult = {
	readonly isDelivered: boolean;
	/** The result in one line. */
	readonly text: string;
};

/**
Sends a test alert to one handler, once and immediately, regardless of its filters and of whether it is enabled. Throws a
UsageError if there is no such handler.
*/
export async function sendTestAlert(name: string, handlers: readonly ConfiguredHandler[]): Promise<TestAlertResult> {
	const configured = handlers.find(({handler}) => handler.name === name);
	if (configured === undefined) {
		const known = handlers.map(({handler}) => `"${handler.name}"`).join(', ');
		throw new UsageError(
			`--test-alert: there is no handler "${name}"; ${known === '' ? 'no handler is configured' : `configured handlers: ${known}`}`,
		);
	}

	const {handler, options} = configured;
	const notification = testNotification(os.hostname(), Date.now());
	const {outcome} = startAttempt(signal => handler.send(notification, signal), {
		timeoutMs: options.timeoutMs ?? defaultPace.timeoutMs,
		// Unlike the timer of the outbox, this one keeps the process alive: nothing else does.
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
