import {section} from '../config/model/field.js';
import type {Follower} from '../core/follower.js';
import {type DeliverOptions, deliver as deliverTo} from '../delivery/delivery.js';
import {
	createHandlerSet as createSet,
	type HandlerOptions,
	type HandlerSet,
	type HandlerSetOptions,
} from '../delivery/handler-set.js';
import type {DeliveryPace} from '../delivery/queue/pace.js';
import type {Backoff} from '../support/retry-delay.js';
import {
	anyToggle,
	type Checks,
	callback,
	checkArgument,
	checkOf,
	listOf,
	milliseconds,
	someObject,
	whole,
} from './options.js';

/** The checks of the delays between attempts. */
export const backoffChecks: Checks<Backoff> = {firstMs: milliseconds(1), maxMs: milliseconds(1)};

const paceChecks: Checks<DeliveryPace> = {
	groupWaitMs: milliseconds(),
	timeoutMs: milliseconds(1),
	backoff: section(backoffChecks),
	maxQueued: whole(1, 1_000_000),
	maxEvents: whole(1, 10_000),
};

const checkSet = checkOf<HandlerSetOptions>('createHandlerSet', {
	spool: someObject,
	firing: someObject,
	report: callback,
	pace: section(paceChecks),
	clock: someObject,
	random: callback,
});

const checkHandlerOptions = checkOf<HandlerOptions>('the options of a handler', {
	filters: listOf(callback),
	isEnabled: anyToggle,
	timeoutMs: milliseconds(1),
	groupWaitMs: milliseconds(),
});

/**
Creates an empty set of handlers. It gets alerts with `monitor.follow(deliver(handlers))`.

@throws TypeError or RangeError if an option is invalid; so do `add` and `replace`.
*/
export function createHandlerSet(options: HandlerSetOptions = {}): HandlerSet {
	checkSet(options);
	const set = createSet(options);
	return {
		...set,
		add(handler, handlerOptions) {
			checkArgument('add', 'the handler', someObject, handler);
			checkHandlerOptions(handlerOptions);
			set.add(handler, handlerOptions);
		},
		replace(handler, handlerOptions) {
			checkHandlerOptions(handlerOptions);
			set.replace(handler, handlerOptions);
		},
		addFilter(name, filter) {
			checkArgument('addFilter', 'the filter', callback, filter);
			set.addFilter(name, filter);
		},
	};
}

const checkDeliver = checkOf<DeliverOptions>('deliver', {shutdownTimeoutMs: milliseconds(), memory: someObject});

/**
Returns a follower that passes all alert events to the handlers. When it is disposed, it waits for pending deliveries, up to
`shutdownTimeoutMs`; remaining notifications stay in the spool, if there is one.

@throws TypeError or RangeError if an option is invalid.
*/
export function deliver(handlers: HandlerSet, options: DeliverOptions = {}): Follower {
	checkDeliver(options);
	return deliverTo(handlers, options);
}
