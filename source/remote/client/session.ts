import {completeMessage} from '../../protocol/messages/complete-message.js';
import {type HistoryPoint, parseHistoryPoints} from '../../protocol/messages/history-point.js';
import {maxPoints} from '../../protocol/messages/history-window.js';
import {type Fields, number, optionalNumber, optionalText} from '../../support/fields.js';
import type {Failure} from './connection-error.js';
import type {Dial} from './dial.js';
import type {HistoryProgress} from './history-progress.js';
import {alertEvent, identityOf, intervalOf, readMessage, sampleEvent} from './read-message.js';
import type {ServerEvent, ServerIdentity} from './server-event.js';
import {evaluateSilence, type Heartbeat} from './silence.js';
import {type Subscription, subscribeMessage} from './subscription.js';

/** The protocol session of one connection. */
export type Session = {
	subscribe(subscription: Subscription): void;
	close(): void;
};

export type SessionOptions = {
	readonly dial: Dial;
	readonly subscription: Subscription;
	readonly heartbeat: Heartbeat;
	readonly progress: HistoryProgress;
};

export type SessionHandlers = {
	onEvent(event: ServerEvent): void;
	/** Called with whether samples arrive as often as expected. */
	onFreshness(isFresh: boolean): void;
	/** Called exactly once, as the last call. */
	onEnd(failure: Failure): void;
};

/** The interval until the server reports its own. */
const assumedIntervalMs = 2000;

const minCheckMs = 10;
const maxCheckMs = 1000;

/** The maximum message rate. A server sends at most ten samples per second, and some alerts. */
const maxMessagesPerSecond = 500;

/** The minimum time between requests: a request with history costs eleven tokens, and a server refills ten per second. */
const minRequestGapMs = 1200;

/** The maximum delay that a server can request. */
const maxRetrySeconds = 30;

const notMonTui: Failure = {reason: 'the server is not a mon-tui server', isFinal: false};

export function openSession(options: SessionOptions, {onEvent, onFreshness, onEnd}: SessionHandlers): Session {
	const {dial, heartbeat, progress} = options;
	let {subscription} = options;
	let server: ServerIdentity | undefined;
	let requests = 0;
	let pastPoints: HistoryPoint[] = [];
	let samples = 0;
	let intervalMs = assumedIntervalMs;
	let activityMs = performance.now();
	let sampleMs = activityMs;
	let pingMs: number | undefined;
	let second = {startMs: activityMs, messages: 0};
	let requestedMs = Number.NEGATIVE_INFINITY;
	let requestTimer: NodeJS.Timeout | undefined;

	const line = dial({
		onActivity() {
			activityMs = performance.now();
			pingMs = undefined;
		},
		onText(text) {
			const message = isFlood() ? undefined : readMessage(text);
			if (message) {
				receive(message);
			} else {
				line.cut(
					second.messages > maxMessagesPerSecond
						? {reason: 'the server sends too many messages', isFinal: false}
						: notMonTui,
				);
			}
		},
		onEnd(failure) {
			clearInterval(watch);
			clearTimeout(requestTimer);
			onEnd(failure);
		},
	});

	const watch = setInterval(
		() => {
			const nowMs = performance.now();
			const {isStale, isDead, needsPing} = evaluateSilence(
				{
					quietMs: nowMs - activityMs,
					withoutSampleMs: nowMs - sampleMs,
					pingAgeMs: pingMs === undefined ? undefined : nowMs - pingMs,
					intervalMs,
				},
				heartbeat,
			);
			if (isDead) {
				line.cut({reason: 'the server does not respond', isFinal: false});
				return;
			}

			if (isStale && samples > 0) {
				onFreshness(false);
			}

			if (needsPing) {
				pingMs = nowMs;
				line.ping();
			}
		},
		Math.max(minCheckMs, Math.min(maxCheckMs, heartbeat.staleAfterMs / 2, heartbeat.answerWithinMs / 2)),
	);

	const isFlood = (): boolean => {
		if (activityMs - second.startMs > 1000) {
			second = {startMs: activityMs, messages: 0};
		}

		second.messages += 1;
		return second.messages > maxMessagesPerSecond;
	};

	/** Sends the subscription, immediately or as soon as the server allows it. */
	const requestSubscription = (): void => {
		clearTimeout(requestTimer);
		const nowMs = performance.now();
		if (nowMs < requestedMs + minRequestGapMs) {
			requestTimer = setTimeout(requestSubscription, requestedMs + minRequestGapMs - nowMs);
		} else if (server?.isVersion1) {
			requestedMs = nowMs;
			requests += 1;
			pastPoints = [];
			const {history} = subscription;
			line.send(subscribeMessage(String(requests), subscription, history && progress.window(server.id, history)));
		}
	};

	const receive = (message: Fields & {readonly type: string}): void => {
		switch (message.type) {
			case 'connection':
				server = identityOf(message);
				intervalMs = server.intervalMs ?? intervalMs;
				onEvent({type: 'connected', server});
				requestSubscription();
				break;
			case 'monitoring_data':
				receiveSample(message);
				break;
			case 'history':
				receiveHistory(message);
				break;
			case 'alert': {
				const event = alertEvent(message);
				if (event) {
					onEvent(event);
				}

				break;
			}

			case 'lag':
				onEvent({type: 'lag', skipped: optionalNumber(message, 'skipped') ?? 1, by: 'server'});
				break;
			case 'subscription':
				receiveSubscription(message);
				break;
			case 'error':
				receiveError(message);
				break;
			default:
			// A later version may send further types.
		}
	};

	const receiveSubscription = (message: Fields): void => {
		intervalMs = intervalOf(message) ?? intervalMs;
		// A confirmation of an earlier request is ignored.
		if (optionalText(message, 'id') === String(requests)) {
			onEvent({type: 'subscribed', intervalMs});
		}
	};

	const receiveError = (message: Fields): void => {
		const code = optionalText(message, 'code') ?? '';
		onEvent({type: 'refused', code, message: optionalText(message, 'message') ?? ''});
		if (code === 'RATE_LIMITED') {
			const seconds = Math.min(maxRetrySeconds, optionalNumber(message, 'retry_after') ?? 1);
			clearTimeout(requestTimer);
			requestTimer = setTimeout(requestSubscription, Math.max(minRequestGapMs, seconds * 1000));
		}
	};

	const receiveSample = (message: Fields): void => {
		const nowMs = performance.now();
		samples += 1;
		// The interval of a server that does not report it is measured.
		const reportedMs = intervalOf(message);
		intervalMs = reportedMs ?? (samples < 2 ? intervalMs : (intervalMs + nowMs - sampleMs) / 2);
		sampleMs = nowMs;
		const complete = completeMessage(message, {sequence: samples, nowMs: Date.now(), intervalMs});
		progress.note(server?.id, number(complete, 'seq'));
		onFreshness(true);
		onEvent(sampleEvent(complete));
	};

	const receiveHistory = (message: Fields): void => {
		pastPoints = [...pastPoints, ...parseHistoryPoints(message)].slice(-maxPoints);
		if (message.done === true && optionalText(message, 'id') === String(requests)) {
			progress.complete();
			onEvent({type: 'history', points: pastPoints});
			pastPoints = [];
		}
	};

	return {
		subscribe(next) {
			subscription = next;
			requestSubscription();
		},
		close: () => line.close(),
	};
}
