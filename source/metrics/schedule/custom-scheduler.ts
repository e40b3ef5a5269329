import type {CustomCollector, CustomReadings, CustomValue} from '../custom-collector.js';
import type {CollectorHealth} from './collector-health.js';
import {reuseUnchanged} from './reuse-unchanged.js';
import {sameReading} from './same-reading.js';
import {createSlot} from './slot.js';

/** Runs them beside the others, each at its own cadence, for as long as the monitor runs. */
export type CustomScheduler = {
	/** Calls those that are due, and tells what is known now. Never waits. `undefined` where there are none. */
	tick(): CustomReadings | undefined;
	health(): readonly CollectorHealth[];
	[Symbol.dispose](): void;
};

const defaultTimeoutMs = 5000;

/** Every message and every sample of the history carries it. */
const maxText = 64 * 1024;

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

/** With its defaults, and with values that nobody can change any more. */
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

/** As it will be in a message. Throws for what JSON cannot hold: a program without types may return anything. */
function copyOf(value: CustomValue): CustomValue {
	const text: string | undefined = JSON.stringify(value);
	if (text === undefined) {
		throw new Error('the value is nothing that JSON can hold');
	}

	if (text.length > maxText) {
		throw new Error(`the value is longer than ${maxText} characters of JSON`);
	}

	return JSON.parse(text);
}

function isPromiseLike<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
	return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
