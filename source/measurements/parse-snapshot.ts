import type {Gaps} from '../metrics/gaps.js';
import {absentStates, disabled, type Reading} from '../metrics/reading.js';
import {metricNames} from '../metrics/registry.js';
import type {MetricName, Readings, Snapshot} from '../metrics/snapshot.js';
import {epoch, type Fields, number, optionalChoice, optionalObject, optionalText} from '../support/fields.js';
import {decodeCustom} from './custom.js';
import {type DecodeSection, decodedSections, metricDecoders} from './sections.js';

/**
Returns the snapshot of a message. Numbers are rounded as in the message. Values that messages do not contain (the counters
of cores and devices, the devices of mount points, the nice value of processes) are absent. A metric without a required part
is absent, with a reason. Throws if the time is missing.

The time stamp replaces the monotonic time: the monotonic clock of another process is not comparable.
*/
export function parseSnapshot(message: Fields): Snapshot {
	const timestampMs = epoch(message, 't');
	const data = optionalObject(message, 'data') ?? {};
	const errors = optionalObject(data, 'errors') ?? {};
	const custom = optionalObject(data, 'custom');
	const decode = decodedSections(data);
	const entries = metricNames.map(name => [name, readingOf(name, decode, errors)]);
	return {
		timestampMs,
		monotonicMs: timestampMs,
		intervalMs: Math.round(number(message, 'interval') * 1000),
		// Each reading has the type of its metric; the compiler cannot follow that through the list.
		readings: Object.fromEntries(entries) as Readings,
		...(custom && {custom: decodeCustom(custom, name => absence(optionalObject(errors, `custom.${name}`)))}),
	};
}

function readingOf(name: MetricName, decode: DecodeSection, errors: Fields): Reading<unknown> {
	try {
		const value = metricDecoders[name](decode);
		const gaps = gapsOf(name, errors);
		return value === undefined ? absence(errorOf(name, errors)) : {state: 'ok', value, ...(gaps && {gaps})};
	} catch (error) {
		return {state: 'error', reason: error instanceof Error ? error.message : String(error)};
	}
}

/** The names of these metrics in recordings of earlier versions. */
const earlierNames: {readonly [Name in MetricName]?: string} = {processor: 'cpu', disk_io: 'diskIo'};

function errorOf(name: MetricName, errors: Fields): Fields | undefined {
	return optionalObject(errors, name) ?? optionalObject(errors, earlierNames[name] ?? name);
}

/** Returns why parts of a metric are missing: the errors whose names begin with a name of the metric and a dot. */
function gapsOf(name: MetricName, errors: Fields): Gaps | undefined {
	const prefixes = [earlierNames[name] ?? name, name].map(metric => `${metric}.`);
	const gaps = Object.keys(errors).flatMap(key => {
		const prefix = prefixes.find(one => key.startsWith(one));
		const error = prefix === undefined ? undefined : optionalObject(errors, key);
		return prefix !== undefined && error
			? [[key.slice(prefix.length), optionalText(error, 'reason') ?? 'unknown'] as const]
			: [];
	});
	return gaps.length === 0 ? undefined : Object.fromEntries(gaps.slice(0, maxGaps));
}

/** A limit for messages of other hosts; no server sends more. */
const maxGaps = 100;

function absence(error: Fields | undefined): Reading<never> {
	const state = error && optionalChoice(error, 'state', absentStates);
	const reason = error && optionalText(error, 'reason');
	return state === undefined ? disabled : {state, ...(reason !== undefined && {reason})};
}
