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

/** The values that replace missing parts of a message. */
export type Arrival = {
	readonly sequence: number;
	/** Epoch milliseconds. */
	readonly nowMs: number;
	/** The observed time between messages. */
	readonly intervalMs: number;
};

/**
Converts a `monitoring_data` message to the form of this version. The first servers of the protocol send no sequence number,
no interval, only one disk, and the local time without a time zone. Values that they do not measure stay absent.
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

/**
Returns the time zone offset. Time zones differ by quarters of an hour; the remainder is the difference of the clocks.
*/
function zoneOffset(messageMs: number, nowMs: number): number {
	return Math.round((nowMs - messageMs) / quarterMs) * quarterMs;
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

/**
Completes an alert of the first servers. It has no ID and no start time: each metric has one alert, which began when it was
sent.
*/
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
