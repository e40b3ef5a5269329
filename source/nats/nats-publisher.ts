import {hostname} from 'node:os';
import type {NatsConnection} from '@nats-io/transport-node';
import {followSamples} from '../core/follow-samples.js';
import type {Follower} from '../core/follower.js';
import type {ReportProblem} from '../core/problem.js';
import type {Sample} from '../core/sample.js';
import type {Log} from '../log/log.js';
import {known} from '../metrics/reading.js';
import {encodedSample} from '../protocol/messages/encoded-sample.js';
import {countOf} from '../support/format.js';
import {errorMessage} from '../support/system-error.js';
import {keepConnected} from './keep-connected.js';
import type {OpenConnection} from './open.js';
import {sampleSubject} from './subject.js';

export type NatsPublisherOptions = {
	readonly open: OpenConnection;
	/** The address of the server, for messages. */
	readonly place: string;
	readonly report: ReportProblem;
	readonly log: Log;
};

/** The time without confirmation after which samples are skipped, unless the interval is longer. */
const minCreditMs = 1500;

/**
Returns a follower that publishes every sample, in the encoding of the WebSocket, under `mon.<host>.sample`. Samples that
cannot be sent immediately are skipped and counted, so that subscribers get current data.
*/
export function natsPublisher({open, place, report, log}: NatsPublisherOptions): Follower {
	return store => {
		let connection: NatsConnection | undefined;
		let unconfirmedSinceMs: number | undefined;
		let serverError: string | undefined;
		let problem: string | undefined;
		let skipped = 0;

		const reportProblem = (reason: string): void => {
			problem = reason;
			const count = skipped === 0 ? '' : `; ${countOf(skipped, 'sample')} skipped`;
			report('publish', `cannot publish to ${place}: ${reason}${count}`);
		};

		const skip = (reason: string | undefined): void => {
			skipped += 1;
			if (reason !== undefined && reason !== problem) {
				reportProblem(reason);
			}
		};

		const recover = (): void => {
			if (problem !== undefined) {
				log('info', 'publish', `publishing again; ${countOf(skipped, 'sample')} skipped`);
				report('publish', undefined);
			}

			problem = undefined;
			skipped = 0;
		};

		/** Asks the server to confirm all samples; one request at a time. */
		const confirm = async (on: NatsConnection): Promise<void> => {
			if (unconfirmedSinceMs !== undefined) {
				return;
			}

			unconfirmedSinceMs = performance.now();
			serverError = undefined;
			try {
				await on.flush();
				// The server sends an error before the confirmation, but the library reports it slightly later.
				await new Promise(setImmediate);
				if (serverError === undefined) {
					recover();
				} else {
					skip(serverError);
				}
			} catch {
				// `onAway` reports the reason.
			} finally {
				unconfirmedSinceMs = undefined;
			}
		};

		const publish = (sample: Sample): void => {
			if (!connection) {
				skip(undefined);
				return;
			}

			const waitedMs = performance.now() - (unconfirmedSinceMs ?? Number.POSITIVE_INFINITY);
			if (waitedMs > Math.max(2 * sample.snapshot.intervalMs, minCreditMs)) {
				skip('the server does not answer');
				return;
			}

			try {
				connection.publish(subjectOf(sample), encodedSample(sample));
			} catch (error) {
				skip(errorMessage(error));
				return;
			}

			void confirm(connection);
		};

		const link = keepConnected({
			open,
			onOpen(opened) {
				connection = opened;
				void watchErrors(opened, message => {
					serverError = message;
				});
			},
			onAway(reason) {
				connection = undefined;
				reportProblem(reason);
			},
		});
		const stop = followSamples(store, publish);

		return {
			async [Symbol.asyncDispose]() {
				stop();
				await link[Symbol.asyncDispose]();
			},
		};
	};
}

function subjectOf({snapshot}: Sample): string {
	return sampleSubject(known(snapshot.readings.system)?.hostname ?? hostname());
}

/** Watches for errors that do not end the connection, such as a subject without permission. */
async function watchErrors(connection: NatsConnection, onError: (message: string) => void): Promise<void> {
	for await (const status of connection.status()) {
		if (status.type === 'error') {
			onError(status.error.message);
		}
	}
}
