import {metricNames} from '../../metrics/metric-names.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull} from '../nullable.js';

/** Why a metric is `null`, by metric; what is switched off or simply not there is no error. */
export function errorsSection({
	readings,
	custom = {},
}: Snapshot): Readonly<Record<string, {state: string; reason: string | null}>> {
	const own = Object.entries(custom).map(([name, reading]) => [`custom.${name}`, reading] as const);
	const absent = [...metricNames.map(name => [name, readings[name]] as const), ...own].flatMap(([name, reading]) =>
		reading.state === 'ok' || reading.state === 'disabled' || reading.state === 'pending'
			? []
			: [[name, {state: reading.state, reason: orNull(reading.reason)}] as const],
	);
	return Object.fromEntries(absent);
}
