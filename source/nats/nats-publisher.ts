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
	/** Of the server, for people. */
	readonly place: string;
	readonly report: ReportProblem;
	readonly log: Log;
};

/** A server that has not confirmed what it got for that long gets no more, unless the interval is longer. */
const minCreditMs = 1500;

/**
Publishes every sample, as it goes over the socket, under `mon.<host>.sample`. Nothing waits: what cannot be sent at once
is skipped and counted, so that whoever listens sees the present.
*/
export function natsPublisher({open, place, report, log}: NatsPublisherOptions): Follower {
	return store => {
		let connection: NatsConnection | undefined;
		let unconfirmedSinceMs: number | undefined;
		let objection: string | undefined;
		let trouble: string | undefined;
		let skipped = 0;

		const complain = (reason: string): void => {
			trouble = reason;
			const count = skipped === 0 ? '' : `; ${countOf(skipped, 'sample')} skipped`;
			report('publish', `cannot publish to ${place}: ${reason}${count}`);
		};

		const skip = (reason: string | undefined): void => {
			skipped += 1;
			if (reason !== undefined && reason !== trouble) {
				complain(reason);
			}
		};

		const recover = (): void => {
			if (trouble !== undefined) {
				log('info', 'publish', `publishes again; skipped: ${skipped}`);
				report('publish', undefined);
			}

			trouble = undefined;
			skipped = 0;
		};

		/** Asks the server whether all has arrived, one question at a time. */
		const confirm = async (on: NatsConnection): Promise<void> => {
			if (unconfirmedSinceMs !== undefined) {
				return;
			}

			unconfirmedSinceMs = performance.now();
			objection = undefined;
			try {
				await on.flush();
				// What the server objects to, it says before it confirms; but the library tells it a little later.
				await new Promise(setImmediate);
				if (objection === undefined) {
					recover();
				} else {
					skip(objection);
				}
			} catch {
				// The end of the connection says why.
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
				void hearObjections(opened, message => {
					objection = message;
				});
			},
			onAway(reason) {
				connection = undefined;
				complain(reason);
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

/** What the server refuses without ending the connection: to publish under a subject that is not allowed. */
async function hearObjections(connection: NatsConnection, onObjection: (message: string) => void): Promise<void> {
	for await (const status of connection.status()) {
		if (status.type === 'error') {
			onObjection(status.error.message);
		}
	}
}
