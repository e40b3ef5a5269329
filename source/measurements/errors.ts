import {absentStates, type Reading} from '../metrics/reading.js';
import {metricNames} from '../metrics/registry.js';
import type {Snapshot} from '../metrics/snapshot.js';
import {nullable, object, text} from './json-schema.js';
import {openSection} from './section.js';

/** Why a metric, or a part of one, is `null`. */
type WireError = {readonly state: string; readonly reason: string | null};

/**
Why a metric is `null`, by metric, and why a part of one is, by metric and part: `limits.cpu_limit`. What is switched off
or simply not there is no error.
*/
export const errors = openSection(
	{
		type: 'object',
		description: 'why a metric is null, by metric, or a part of one, by metric and part: limits.cpu_limit',
		additionalProperties: object({
			state: {enum: absentStates.filter(state => state !== 'disabled')},
			reason: nullable(text('in words')),
		}),
	},
	({readings, custom = {}}: Snapshot): Readonly<Record<string, WireError>> => {
		const own = Object.entries(custom).map(([name, reading]) => [`custom.${name}`, reading] as const);
		const all = [...metricNames.map(name => [name, readings[name]] as const), ...own];
		return Object.fromEntries([
			...all.flatMap(([name, reading]) => errorsOf(name, reading)),
			...unlistedProcesses(readings),
		]);
	},
);

function errorsOf(name: string, reading: Reading<unknown>): ReadonlyArray<readonly [string, WireError]> {
	if (reading.state === 'ok') {
		return Object.entries(reading.gaps ?? {}).map(([part, reason]) => [`${name}.${part}`, {state: 'error', reason}]);
	}

	return reading.state === 'disabled' || reading.state === 'pending'
		? []
		: [[name, {state: reading.state, reason: reading.reason ?? null}]];
}

/** The list of processes is read on demand, so its absence is no failure, but it has a reason. */
function unlistedProcesses({
	processes,
}: Pick<Snapshot['readings'], 'processes'>): ReadonlyArray<readonly [string, WireError]> {
	return processes.state === 'ok' && processes.value.list === undefined
		? [['processes', {state: 'pending', reason: 'the list was not read: it is read only while a client asks for it'}]]
		: [];
}
