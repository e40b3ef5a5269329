import {timestamp} from '../../measurements/timestamp.js';
import {
	type Fields,
	optionalEpoch,
	optionalList,
	optionalNumber,
	optionalObject,
	optionalText,
	optionalTime,
} from '../../support/fields.js';

/** What stands for what a message does not tell. */
export type Arrival = {
	readonly sequence: number;
	/** Epoch milliseconds. */
	readonly nowMs: number;
	/** How often messages have come so far. */
	readonly intervalMs: number;
};

/**
A `monitoring_data` message as this version would write it. The first servers of the protocol tell no number, no interval,
one disk and the local time without its zone. What they do not measure stays absent.
*/
export function completeMessage(message: Fields, {sequence, nowMs, intervalMs}: Arrival): Fields {
	const t = optionalEpoch(message, 't');
	if (
		t !== undefined &&
		optionalNumber(message, 'seq') !== undefined &&
		optionalNumber(message, 'interval') !== undefined
	) {
		return message;
	}

	const zoneMs = zoneOffset(optionalTime(message, 'timestamp') ?? nowMs, nowMs);
	return {
		...message,
		seq: optionalNumber(message, 'seq') ?? sequence,
		t: t ?? nowMs,
		interval: optionalNumber(message, 'interval') ?? intervalMs / 1000,
		data: completeData(optionalObject(message, 'data') ?? {}, zoneMs),
		alerts: optionalList(message, 'alerts')?.map(alert => completeAlert(alert, zoneMs)),
	};
}

const quarterMs = 900_000;

/** Zones differ by quarters of an hour; what is left is the difference of the clocks. */
function zoneOffset(toldMs: number, nowMs: number): number {
	return Math.round((nowMs - toldMs) / quarterMs) * quarterMs;
}

function completeData(data: Fields, zoneMs: number): Fields {
	const disk = optionalObject(data, 'disk');
	const system = optionalObject(data, 'system');
	const processes = system && optionalNumber(system, 'processes');
	return {
		...data,
		...(data.disks === undefined && disk && {disks: [{device: '', file_system: '', ...disk}]}),
		...(data.processes === undefined && processes !== undefined && {processes: {total: processes}}),
		...(system && {
			system: {node_version: '', ...system, boot_time: inZone(optionalTime(system, 'boot_time'), zoneMs)},
		}),
	};
}

/** The first alerts have no identity and no past: there is one a metric, and it began when it was told. */
function completeAlert(alert: Fields, zoneMs: number): Fields {
	const component = optionalText(alert, 'component') ?? '';
	const metric = optionalText(alert, 'metric') ?? '';
	const raised = inZone(optionalTime(alert, 'timestamp'), zoneMs);
	return {unit: 'percent', id: `${component}.${metric}`, since: raised, ...alert, timestamp: raised};
}

function inZone(localMs: number | undefined, zoneMs: number): string | undefined {
	const ms = localMs === undefined ? Number.NaN : new Date(localMs + zoneMs).getTime();
	return Number.isNaN(ms) ? undefined : timestamp(ms);
}
