import {randomUUID} from 'node:crypto';
import process from 'node:process';
import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';
import {version} from '../version.js';
import {createAccess} from './access/access.js';
import type {AttachOptions} from './attach-options.js';
import {createLease} from './lease.js';
import type {Service} from './service.js';
import {createStream} from './stream.js';
import {throttledLog} from './throttled-log.js';

const refusalLogEveryMs = 1000;

/** How long one wish for the process list keeps it measured. */
const processListLeaseMs = 60_000;

/** The last snapshot of a healthy monitor is younger. */
const healthyIntervals = 3;
const shortestHealthyMs = 2000;

/** Whoever asks more often is told the same. */
const healthEveryMs = 100;

export function createService(
	store: ReadonlyStore<MonitorState>,
	{
		maxClients = 1000,
		compress = false,
		token,
		allowHosts = [],
		allowOrigins = [],
		trustProxy = false,
		commandLineOf,
		log = () => undefined,
		wantProcessList = () => () => undefined,
		health,
	}: AttachOptions,
): Service {
	const monotonicMs = (): number => performance.now();
	const startedMs = Date.now();
	const startedMonotonicMs = monotonicMs();
	const latestHealth = health && remembered(health, healthEveryMs, monotonicMs);
	const stream = createStream({tickMs: () => store.getState().intervalMs, monotonicMs, commandLineOf});

	return {
		store,
		stream,
		access: createAccess({hosts: allowHosts, origins: allowOrigins, token, trustProxy}),
		log,
		logRefusal: throttledLog(log, refusalLogEveryMs, monotonicMs),
		serverId: randomUUID(),
		maxClients,
		compress,
		health: () => latestHealth?.(),
		processList: createLease(wantProcessList, processListLeaseMs),
		cuts: {stalled: 0, flood: 0, backlog: 0},
		isHealthy() {
			const latestMs = stream.latestMs();
			const limitMs = Math.max(healthyIntervals * store.getState().intervalMs, shortestHealthyMs);
			return latestMs !== undefined && monotonicMs() - latestMs < limitMs;
		},
		status() {
			const {sample, intervalMs} = store.getState();
			const {user, system} = process.cpuUsage();
			return {
				clients: stream.clients.size,
				maxClients,
				startedMs,
				uptimeMs: monotonicMs() - startedMonotonicMs,
				serverVersion: version,
				sequence: sample?.sequence,
				intervalMs,
				skippedFrames: stream.skippedFrames(),
				cpuPercent: ((user + system) / 1e6 / process.uptime()) * 100,
				residentSetBytes: process.memoryUsage.rss(),
				health: latestHealth?.(),
			};
		},
	};
}

/** Asks anew only when the latest answer is older than that. */
function remembered<Answer>(ask: () => Answer, everyMs: number, monotonicMs: () => number): () => Answer {
	let latest: {readonly answer: Answer; readonly atMs: number} | undefined;
	return () => {
		const nowMs = monotonicMs();
		if (latest === undefined || nowMs - latest.atMs >= everyMs) {
			latest = {answer: ask(), atMs: nowMs};
		}

		return latest.answer;
	};
}
