import type {AlertEvent} from '../../alerts/alert.js';
import type {HealthReport} from '../../health/report.js';
import {timestamp} from '../../measurements/timestamp.js';
import {type WireMetric, wireMetricNames} from '../../measurements/wire-metrics.js';
import type {SystemFacts} from '../../metrics/snapshot.js';
import type {ErrorCode} from './error-code.js';
import type {HistoryRow} from './history-table.js';
import {wireAlert} from './monitoring-data.js';
import type {DataFormat} from './select-data.js';
import {wireHealth} from './wire-health.js';

/** The features of the server beyond the first version of the protocol. */
export const features = ['interval', 'metrics', 'compact', 'alerts', 'lag', 'history'] as const;

export type Limits = {
	/** The maximum size of a message from a client, in bytes. */
	readonly maxMessageBytes: number;
	readonly requestsPerSecond: number;
	/** The maximum number of samples in the history. */
	readonly historySamples: number;
};

export type Greeting = {
	readonly serverVersion: string;
	/** A new ID means that the server was restarted: `seq` starts at 1 again. */
	readonly serverId: string;
	/** `undefined` until the system facts are known. */
	readonly system: SystemFacts | undefined;
	readonly intervalMs: number;
	/** The sequence number of the latest snapshot; `undefined` before the first. */
	readonly sequence: number | undefined;
	readonly limits: Limits;
};

/** Returns the first message of a connection. */
export function connectionMessage({serverVersion, serverId, system, intervalMs, sequence, limits}: Greeting) {
	return {
		type: 'connection',
		status: 'connected',
		protocol: 1,
		server_version: serverVersion,
		server_id: serverId,
		host: system
			? {
					hostname: system.hostname,
					os: system.osVersion,
					arch: system.architecture,
					boot_time: system.bootTimeMs === undefined ? null : timestamp(system.bootTimeMs),
				}
			: null,
		interval: intervalMs / 1000,
		metrics: wireMetricNames,
		limits: {
			max_message: limits.maxMessageBytes,
			rate: limits.requestsPerSecond,
			history: limits.historySamples,
		},
		seq: sequence ?? null,
		features,
	} as const;
}

type Reply = {readonly id: string | undefined};

export function pongMessage({id}: Reply, nowMs: number, sequence: number | undefined) {
	return {type: 'pong', timestamp: timestamp(nowMs), t: nowMs, seq: sequence ?? null, ...idOf(id)} as const;
}

export type ServerStatus = {
	/** The address on which the server listens; `undefined` if it is attached to another one. */
	readonly address: string | undefined;
	readonly clients: number;
	readonly maxClients: number;
	/** Epoch milliseconds. */
	readonly startedMs: number;
	readonly uptimeMs: number;
	readonly serverVersion: string;
	readonly sequence: number | undefined;
	readonly intervalMs: number;
	readonly skippedFrames: number;
	/** CPU usage of the process over the last seconds; 100 is one fully used core. */
	readonly cpuPercent: number;
	readonly residentSetBytes: number;
	/** `undefined` if the server has no health report. */
	readonly health: HealthReport | undefined;
};

export function statusMessage({id}: Reply, status: ServerStatus) {
	return {
		type: 'status',
		connected_clients: status.clients,
		server_start_time: timestamp(status.startedMs),
		message: 'Server is running',
		address: status.address ?? null,
		server_version: status.serverVersion,
		max_clients: status.maxClients,
		uptime: Math.round(status.uptimeMs / 1000),
		seq: status.sequence ?? null,
		interval: status.intervalMs / 1000,
		skipped_total: status.skippedFrames,
		cpu_percent: Math.round(status.cpuPercent * 100) / 100,
		rss: status.residentSetBytes,
		health: status.health ? wireHealth(status.health) : null,
		...idOf(id),
	} as const;
}

export type Confirmation = {
	/** The actual interval: the requested one, rounded up to a multiple of the server tick, or the nearest available one. */
	readonly intervalMs: number;
	readonly metrics: readonly WireMetric[] | undefined;
	readonly format: DataFormat;
};

export function subscriptionMessage({id}: Reply, confirmation: Confirmation | undefined) {
	return {
		type: 'subscription',
		status: confirmation ? 'subscribed' : 'unsubscribed',
		interval: confirmation ? confirmation.intervalMs / 1000 : null,
		metrics: confirmation?.metrics?.map(metricText) ?? null,
		format: confirmation?.format ?? null,
		...idOf(id),
	} as const;
}

export function errorMessage(
	{id}: Reply,
	code: ErrorCode,
	message: string,
	retryAfterSeconds: number | undefined = undefined,
) {
	return {
		type: 'error',
		message,
		code,
		...(retryAfterSeconds !== undefined && {retry_after: retryAfterSeconds}),
		...idOf(id),
	} as const;
}

/** Returns the message that reports skipped snapshots. It precedes the next snapshot that is sent. */
export function lagMessage(skipped: number, fromSequence: number, toSequence: number) {
	return {type: 'lag', skipped, from: fromSequence, to: toSequence} as const;
}

/** Returns the message of an alert event; `undefined` for repetitions and silenced alerts. */
export function alertMessage({kind, alert, isSilenced}: AlertEvent) {
	return kind === 'repeated' || isSilenced ? undefined : ({type: 'alert', event: kind, ...wireAlert(alert)} as const);
}

/** Returns one message of the response to `history`; the last one has `done`. */
export function historyMessage(
	{id}: Reply,
	columns: readonly string[],
	rows: readonly HistoryRow[],
	serverId: string,
	isLast: boolean,
) {
	return {
		type: 'history',
		server_id: serverId,
		columns,
		rows,
		from: rows[0]?.[0] ?? null,
		to: rows.at(-1)?.[0] ?? null,
		done: isLast,
		...idOf(id),
	} as const;
}

export type ServerMessage =
	| ReturnType<typeof connectionMessage>
	| ReturnType<typeof pongMessage>
	| ReturnType<typeof statusMessage>
	| ReturnType<typeof subscriptionMessage>
	| ReturnType<typeof errorMessage>
	| ReturnType<typeof lagMessage>
	| NonNullable<ReturnType<typeof alertMessage>>
	| ReturnType<typeof historyMessage>;

function metricText({name, field}: WireMetric): string {
	return field === undefined ? name : `${name}.${field}`;
}

function idOf(id: string | undefined): {readonly id?: string} {
	return id === undefined ? {} : {id};
}
