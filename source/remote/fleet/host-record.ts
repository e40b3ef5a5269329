import {isDeepStrictEqual} from 'node:util';
import type {Fields} from '../../support/fields.js';
import type {ConnectionStatus} from '../client/connection-status.js';
import {intervalOf} from '../client/read-message.js';
import {defaultHeartbeat, latenessMs} from '../client/silence.js';
import type {FleetHost} from './fleet-state.js';
import type {HostLink} from './host-feed.js';
import {type HostSummary, summarize} from './host-summary.js';

/** The record of one host in a fleet. */
export type HostRecord = {
	/** Sets the state of the connection. Returns whether it has changed. */
	setLink(link: HostLink): boolean;
	/** Sets the latest message. Returns whether it is the first. A repeated message keeps its age. */
	setMessage(message: Fields): boolean;
	/** Returns the time between messages, in milliseconds. */
	intervalMs(): number;
	/** Returns the current state of the host. */
	host(): FleetHost;
};

/** Number of values for the spark lines of a host. */
const maxRecent = 32;

/** The interval until the host reports its own. */
const assumedIntervalMs = 2000;

export function createHostRecord(id: string, name: string): HostRecord {
	let link: HostLink = {state: 'connecting'};
	let linkedMs = Date.now();
	let message: Fields | undefined;
	let summary: HostSummary | undefined;
	let arrivedMs = 0;
	let monotonicMs = 0;
	let intervalMs = assumedIntervalMs;
	let recent: NonNullable<FleetHost['recent']> = {cpuPercent: [], memoryPercent: []};
	let shown: FleetHost | undefined;

	const connection = (ageMs: number): ConnectionStatus => {
		if (link.state === 'lost') {
			const {reason, isFinal, retryAtMs} = link;
			return {state: 'lost', sinceMs: linkedMs, reason, isFinal, retryAtMs};
		}

		if (link.state === 'connecting' || message === undefined) {
			return {state: 'connecting', sinceMs: linkedMs};
		}

		const before = shown?.connection;
		return latenessMs(ageMs, intervalMs) > defaultHeartbeat.staleAfterMs
			? {state: 'stale', sinceMs: arrivedMs}
			: {state: 'live', sinceMs: before?.state === 'live' ? before.sinceMs : arrivedMs};
	};

	return {
		intervalMs: () => intervalMs,
		setLink(next) {
			if (isDeepStrictEqual(link, next)) {
				return false;
			}

			linkedMs = link.state === next.state ? linkedMs : Date.now();
			link = next;
			return true;
		},
		setMessage(next) {
			const isFirst = message === undefined;
			link = {state: 'open'};
			if (next === message) {
				return isFirst;
			}

			message = next;
			summary = undefined;
			arrivedMs = Date.now();
			monotonicMs = performance.now();
			intervalMs = intervalOf(next) ?? intervalMs;
			return isFirst;
		},
		host() {
			const ageMs = performance.now() - monotonicMs;
			if (summary === undefined && message !== undefined) {
				summary = summarize(message);
				recent = {
					cpuPercent: [...recent.cpuPercent, summary.cpuPercent].slice(-maxRecent),
					memoryPercent: [...recent.memoryPercent, summary.memoryPercent].slice(-maxRecent),
				};
			}

			const now: FleetHost = {
				id,
				name,
				connection: connection(ageMs),
				summary,
				recent,
				ageSeconds: message && Math.floor(ageMs / 1000),
			};
			shown = shown && isSame(shown, now) ? shown : now;
			return shown;
		},
	};
}

function isSame(before: FleetHost, now: FleetHost): boolean {
	return (
		before.summary === now.summary &&
		before.ageSeconds === now.ageSeconds &&
		isDeepStrictEqual(before.connection, now.connection)
	);
}
