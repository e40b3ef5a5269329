import type {Gaps} from '../metrics/gaps.js';
import {metricNames} from '../metrics/metric-names.js';
import {type AbsentState, disabled, type Reading} from '../metrics/reading.js';
import type {MetricName, Metrics, Readings, Snapshot} from '../metrics/snapshot.js';
import {
	epoch,
	type Fields,
	number,
	optionalChoice,
	optionalList,
	optionalObject,
	optionalText,
	required,
} from '../support/fields.js';
import {parseCustom} from './decode/custom.js';
import {parseDiskIo, parseDisks} from './decode/disks.js';
import {parseGpu} from './decode/gpu.js';
import {parseLimits} from './decode/limits.js';
import {parseLoad} from './decode/load.js';
import {parseMemory} from './decode/memory.js';
import {parseNetwork} from './decode/network.js';
import {parsePressure} from './decode/pressure.js';
import {parseProcesses} from './decode/processes.js';
import {parseCpu, parseFrequency} from './decode/processor.js';
import {parseSelf} from './decode/self.js';
import {parseSystem} from './decode/system.js';
import {parseTemperatures} from './decode/temperatures.js';

/** Tells a metric from the `data` of a message; `undefined` when it is `null` there. Throws when a part is missing. */
type ParseMetric<Name extends MetricName> = (data: Fields) => Metrics[Name] | undefined;

const parsers: {readonly [Name in MetricName]: ParseMetric<Name>} = {
	processor: from('processor', parseCpu),
	load: from('load', parseLoad),
	frequency: from('processor', parseFrequency),
	memory: from('memory', parseMemory),
	disks(data) {
		const disks = optionalList(data, 'disks');
		return disks && parseDisks(disks);
	},
	disk_io: from('disk_io', (totals, data) => parseDiskIo(totals, optionalList(data, 'disks') ?? [])),
	network: from('network', parseNetwork),
	processes: from('processes', parseProcesses),
	gpu: from('gpu', gpu => required(optionalList(gpu, 'gpus'), 'gpus').map(parseGpu)),
	pressure: from('pressure', parsePressure),
	limits: from('limits', parseLimits),
	temperatures: from('temperatures', parseTemperatures),
	system: from('system', (system, data) => parseSystem(system, optionalObject(data, 'processor') ?? {})),
	self: from('self', parseSelf),
};

const absentStates = [
	'pending',
	'stale',
	'timeout',
	'error',
	'unsupported',
	'asleep',
	'disabled',
] as const satisfies readonly AbsentState[];

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
	const entries = metricNames.map(name => [name, readingOf(name, data, errors)]);
	return {
		timestampMs,
		monotonicMs: timestampMs,
		intervalMs: Math.round(number(message, 'interval') * 1000),
		// Each reading is of the metric it is named after; the compiler cannot follow that through the list.
		readings: Object.fromEntries(entries) as Readings,
		...(custom && {custom: parseCustom(custom, name => absence(optionalObject(errors, `custom.${name}`)))}),
	};
}

function readingOf(name: MetricName, data: Fields, errors: Fields): Reading<unknown> {
	try {
		const value = parsers[name](data);
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

/** For what stands in an object of its own. */
function from<Value>(key: string, parse: (fields: Fields, data: Fields) => Value) {
	return (data: Fields): Value | undefined => {
		const fields = optionalObject(data, key);
		return fields && parse(fields, data);
	};
}
