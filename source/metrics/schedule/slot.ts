import {systemMessage} from '../../support/system-error.js';
import {UnavailableError} from '../collector.js';
import type {Gaps} from '../gaps.js';
import {type Absent, pending, type Reading} from '../reading.js';
import type {CollectorHealth} from './collector-health.js';
import {createDurations} from './durations.js';

/** The parts of a collector that a slot needs. */
type Measuring<Name, Value> = {
	readonly name: Name;
	readonly cadenceMs: number;
	readonly timeoutMs: number;
	collect(signal: AbortSignal): Value | undefined | Promise<Value | undefined>;
	isDueNow?(): boolean;
	gaps?(): Gaps | undefined;
	[Symbol.dispose]?(): void;
};

/** The schedule and latest reading of one collector. */
export type Slot<Name, Value> = {
	readonly name: Name;
	/**
	Calls the collector if it is due and idle. Its result is available from `reading()`, immediately or, if it is
	asynchronous, later. `isForced` calls it even when it is not due, without changing its schedule.
	*/
	tick(nowMs: number, isForced?: boolean): void;
	reading(nowMs: number): Reading<Value>;
	health(): CollectorHealth;
	[Symbol.dispose](): void;
};

/** Milliseconds between calls for a metric that the machine does not have. */
const unavailableRetryMs = 60_000;
const maxBackOffMs = 60_000;
/** Number of consecutive failures after which a collector is called less often. */
const toleratedFailures = 3;
/** A value older than this many cadences is stale. */
const staleCadences = 3;
/** Tolerance for timers that fire early; without it such a tick would skip a call. */
const earlyToleranceMs = 20;

type SlotOptions = {
	/** Whether a call gets the signal of an earlier one that was done at once. A custom collector may still listen to it. */
	readonly reusesSignals?: boolean;
};

/** Returns a slot for a collector. */
export function createSlot<Name extends string, Value>(
	collector: Measuring<Name, Value>,
	startMs: number,
	clock: () => number,
	{reusesSignals = false}: SlotOptions = {},
): Slot<Name, Value> {
	let dueMs = startMs;
	let reading: Reading<Value> = pending;
	let measuredMs = startMs;
	let running: {readonly startedMs: number; readonly controller: AbortController; isGivenUp: boolean} | undefined;
	let consecutiveFailures = 0;
	let successes = 0;
	let failures = 0;
	let skipped = 0;
	let timeouts = 0;
	let lastDurationMs: number | undefined;
	const durations = createDurations();
	let lastError: string | undefined;
	let isDisposed = false;
	/** The controller of a call that was done at once. */
	let unused: AbortController | undefined;

	/** Returns the next time of the fixed schedule: a late call does not delay later ones. */
	const nextSlot = (nowMs: number): number => {
		const cadenceMs = Math.max(1, collector.cadenceMs);
		return startMs + (Math.floor((nowMs + earlyToleranceMs - startMs) / cadenceMs) + 1) * cadenceMs;
	};

	const settle = (next: Reading<Value>, startedMs: number): void => {
		const finishedMs = clock();
		lastDurationMs = finishedMs - startedMs;
		durations.add(lastDurationMs);
		reading = next;
		measuredMs = finishedMs;
	};

	const succeed = (value: Value | undefined, startedMs: number): void => {
		consecutiveFailures = 0;
		successes += 1;
		if (value === undefined) {
			settle(pending, startedMs);
			// No value yet: call again at the next tick, regardless of the cadence.
			dueMs = clock();
		} else {
			const gaps = collector.gaps?.();
			settle({state: 'ok', value, ...(gaps && {gaps})}, startedMs);
		}
	};

	const fail = (absent: Absent, startedMs: number): void => {
		settle(absent, startedMs);
		if (absent.state === 'unsupported' || absent.state === 'asleep') {
			dueMs = Math.max(dueMs, clock() + unavailableRetryMs);
			return;
		}

		failures += 1;
		consecutiveFailures += 1;
		lastError = absent.reason;
		if (consecutiveFailures >= toleratedFailures) {
			const backOffMs = Math.max(1000, collector.cadenceMs) * 2 ** (consecutiveFailures - toleratedFailures + 1);
			dueMs = Math.max(dueMs, clock() + Math.min(maxBackOffMs, backOffMs));
		}
	};

	const run = (nowMs: number): void => {
		const controller = unused ?? new AbortController();
		unused = undefined;
		let result: Value | undefined | Promise<Value | undefined>;
		try {
			result = collector.collect(controller.signal);
		} catch (error) {
			fail(absentFrom(error), nowMs);
			return;
		}

		if (!(result instanceof Promise)) {
			unused = reusesSignals ? controller : undefined;
			succeed(result, nowMs);
			return;
		}

		const call = {startedMs: nowMs, controller, isGivenUp: false};
		running = call;
		result.then(
			value => {
				running = undefined;
				// A result after the timeout is outdated.
				if (!call.isGivenUp && !isDisposed) {
					succeed(value, nowMs);
				}
			},
			error => {
				running = undefined;
				if (!call.isGivenUp && !isDisposed) {
					fail(absentFrom(error), nowMs);
				}
			},
		);
	};

	const giveUpWhenOverdue = (nowMs: number): void => {
		if (running && !running.isGivenUp && nowMs - running.startedMs > collector.timeoutMs) {
			running.isGivenUp = true;
			running.controller.abort();
			timeouts += 1;
			fail({state: 'timeout', reason: `no answer within ${collector.timeoutMs / 1000} s`}, running.startedMs);
		}
	};

	return {
		name: collector.name,
		tick(nowMs, isForced = false) {
			giveUpWhenOverdue(nowMs);
			const isDue = nowMs + earlyToleranceMs >= dueMs;
			const isEarly = isForced || (collector.isDueNow?.() ?? false);
			if (!isDue && !(isEarly && reading.state === 'ok' && !running)) {
				return;
			}

			dueMs = nextSlot(nowMs);
			if (running) {
				skipped += 1;
				return;
			}

			run(clock());
		},
		reading(nowMs) {
			const staleAfterMs = collector.timeoutMs + collector.cadenceMs * staleCadences;
			if (reading.state === 'ok' && nowMs - measuredMs > staleAfterMs) {
				const ageSeconds = Math.round((nowMs - measuredMs) / 1000);
				return {state: 'stale', reason: `last measured ${ageSeconds} s ago`};
			}

			return reading;
		},
		health: () => ({
			name: collector.name,
			cadenceMs: collector.cadenceMs,
			successes,
			failures,
			skipped,
			timeouts,
			lastDurationMs,
			durations: durations.spread(),
			lastError,
			isRunning: running !== undefined,
		}),
		[Symbol.dispose]() {
			isDisposed = true;
			running?.controller.abort();
			collector[Symbol.dispose]?.();
		},
	};
}

function absentFrom(error: unknown): Absent {
	if (error instanceof UnavailableError) {
		return {state: error.state, reason: error.message};
	}

	return {state: 'error', reason: systemMessage(error)};
}
