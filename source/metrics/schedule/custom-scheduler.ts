import type {CustomCollector, CustomReadings, CustomValue} from '../custom-collector.js';
import type {CollectorHealth} from './collector-health.js';
import {reuseUnchanged} from './reuse-unchanged.js';
import {sameReading} from './same-reading.js';
import {createSlot} from './slot.js';

/** A scheduler of custom collectors. */
export type CustomScheduler = {
	/**
	Calls the collectors that are due and returns the current readings without waiting. `undefined` without custom
	collectors.
	*/
	tick(): CustomReadings | undefined;
	health(): readonly CollectorHealth[];
	[Symbol.dispose](): void;
};

const defaultTimeoutMs = 5000;

/** Maximum length of a value in JSON: each message and each sample of the history contains it. */
const maxText = 64 * 1024;

/** Returns a scheduler that calls each custom collector at its own cadence. */
export function createCustomScheduler(
	collectors: readonly CustomCollector[],
	monotonicMs: () => number,
): CustomScheduler {
	const startMs = monotonicMs();
	const slots = collectors.map(collector => createSlot(measuring(collector), startMs, monotonicMs));
	let previous: CustomReadings = {};

	return {
		tick() {
			if (slots.length === 0) {
				return undefined;
			}

			const nowMs = monotonicMs();
			const entries = slots.map(slot => {
				slot.tick(nowMs);
				return [slot.name, sameReading(previous[slot.name], slot.reading(monotonicMs()))] as const;
			});
			const isUnchanged = entries.every(([name, reading]) => previous[name] === reading);
			previous = isUnchanged ? previous : Object.fromEntries(entries);
			return previous;
		},
		health: () => slots.map(slot => slot.health()),
		[Symbol.dispose]() {
			for (const slot of slots) {
				slot[Symbol.dispose]();
			}
		},
	};
}

/** Returns the collector with its defaults and with immutable values. */
function measuring(collector: CustomCollector) {
	let latest: CustomValue | undefined;
	const keep = (value: CustomValue | undefined): CustomValue | undefined => {
		latest = value === undefined ? undefined : reuseUnchanged(latest, copyOf(value));
		return latest;
	};

	return {
		name: collector.name,
		cadenceMs: collector.cadenceMs ?? 0,
		timeoutMs: collector.timeoutMs ?? defaultTimeoutMs,
		collect(signal: AbortSignal) {
			const value = collector.collect(signal);
			return isPromiseLike(value) ? Promise.resolve(value).then(keep) : keep(value);
		},
		[Symbol.dispose]: () => collector[Symbol.dispose]?.(),
	};
}

/** Returns a copy of a value as it appears in a message. Throws for a value that JSON cannot represent. */
function copyOf(value: CustomValue): CustomValue {
	const text: string | undefined = JSON.stringify(value);
	if (text === undefined) {
		throw new Error('the value cannot be represented as JSON');
	}

	if (text.length > maxText) {
		throw new Error(`the value exceeds ${maxText} characters of JSON`);
	}

	return JSON.parse(text);
}

function isPromiseLike<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
	return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
