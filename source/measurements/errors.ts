import {absentStates, type Reading} from '../metrics/reading.js';
import {metricNames} from '../metrics/registry.js';
import type {Snapshot} from '../metrics/snapshot.js';
import {nullable, object, text} from './json-schema.js';
import {openSection} from './section.js';

/** The reason why a metric, or a part of one, is `null`. */
type WireError = {readonly state: string; readonly reason: string | null};

/**
The reasons why metrics are `null`, by metric, or by metric and part (`limits.cpu_limit`) for a part of one. A metric that
is disabled or not measured yet is not an error.
*/
export const errors = openSection(
	{
		type: 'object',
		description: 'reasons why metrics are null, by metric, or by metric and part, such as limits.cpu_limit',
		additionalProperties: object({
			state: {enum: absentStates.filter(state => state !== 'disabled')},
			reason: nullable(text('human-readable reason')),
		}),
	},
	({readings, custom = {}}: Snapshot): Readonly<Record<string, WireError>> => {
		const customEntries = Object.entries(custom).map(([name, reading]) => [`custom.${name}`, reading] as const);
		const all = [...metricNames.map(name => [name, readings[name]] as const), ...customEntries];
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

/** Explains a missing process list: the list is read on demand, so its absence is not a failure. */
function unlistedProcesses({
	processes,
}: Pick<Snapshot['readings'], 'processes'>): ReadonlyArray<readonly [string, WireError]> {
	return processes.state === 'ok' && processes.value.list === undefined
		? [
				[
					'processes',
					{state: 'pending', reason: 'the process list was not read: it is read only while a client requests it'},
				],
			]
		: [];
}
