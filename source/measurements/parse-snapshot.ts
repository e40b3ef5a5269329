import type {Gaps} from '../metrics/gaps.js';
import {absentStates, disabled, type Reading} from '../metrics/reading.js';
import {metricNames} from '../metrics/registry.js';
import type {MetricName, Readings, Snapshot} from '../metrics/snapshot.js';
import {epoch, type Fields, number, optionalChoice, optionalObject, optionalText} from '../support/fields.js';
import {decodeCustom} from './custom.js';
import {type DecodeSection, decodedSections, metricDecoders} from './sections.js';

/**
The snapshot of a message. It knows what the message knows: numbers are rounded as there, and what the wire does not carry
(the counters of cores and devices, the devices below mounts, the nice value of processes) is absent. So is a metric that lacks a
compulsory part, with its reason. Throws when even the time is missing.

The monotonic clock of another process means nothing here; the time stamp takes its place.
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
		// Each reading is of the metric it is named after; the compiler cannot follow that through the list.
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

/** Recordings of earlier versions have other names for these. */
const earlierNames: {readonly [Name in MetricName]?: string} = {processor: 'cpu', disk_io: 'diskIo'};

function errorOf(name: MetricName, errors: Fields): Fields | undefined {
	return optionalObject(errors, name) ?? optionalObject(errors, earlierNames[name] ?? name);
}

/** Why parts of a metric are missing: the errors whose names begin with its name and a dot. */
function gapsOf(name: MetricName, errors: Fields): Gaps | undefined {
	const gaps = Object.keys(errors).flatMap(key => {
		const error = key.startsWith(`${name}.`) ? optionalObject(errors, key) : undefined;
		return error ? [[key.slice(name.length + 1), optionalText(error, 'reason') ?? 'unknown'] as const] : [];
	});
	return gaps.length === 0 ? undefined : Object.fromEntries(gaps.slice(0, maximumGaps));
}

/** More come from no server. */
const maximumGaps = 100;

function absence(error: Fields | undefined): Reading<never> {
	const state = error && optionalChoice(error, 'state', absentStates);
	const reason = error && optionalText(error, 'reason');
	return state === undefined ? disabled : {state, ...(reason !== undefined && {reason})};
}
