import {randomUUID} from 'node:crypto';
import process from 'node:process';
import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import {version} from '../support/version.js';
import {createAccess} from './access/access.js';
import {adviseOptions} from './access/advice.js';
import {ownNames} from './access/own-names.js';
import type {AttachOptions} from './attach-options.js';
import {createCpuMeter} from './cpu-meter.js';
import {createLease} from './lease.js';
import {createBudgets} from './limits/budgets.js';
import type {Refusals} from './limits/refusals.js';
import {refusalLogEveryMs, throttledLog} from './limits/throttled-log.js';
import {createTurns} from './limits/turns.js';
import type {Service} from './service.js';
import {createHistoryReplies} from './websocket/history-replies.js';
import {createStream} from './websocket/stream.js';

/** How long the process list is measured after a request for it. */
const processListLeaseMs = 60_000;

/** The maximum age of the latest snapshot of a healthy monitor. */
const healthyIntervals = 3;
const minHealthyMs = 2000;

/** The minimum time between two health reports; requests in between get the same report. */
const healthEveryMs = 100;

/** Details of the port, if this program opened it. */
export type PortDetails = {
	readonly refusals: Refusals;
	/** The address for the status; `undefined` for an attached server. */
	readonly address: string | undefined;
	/** The port number, for hints. */
	readonly port: number;
	certificateExpiryMs(): number | undefined;
};

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
		requestProcessList,
		health,
		advise = adviseOptions,
	}: AttachOptions,
	{refusals, certificateExpiryMs, address, port}: PortDetails,
): Service {
	const monotonicMs = (): number => performance.now();
	const startedMs = Date.now();
	const startedMonotonicMs = monotonicMs();
	const latestHealth = health && cached(health, healthEveryMs, monotonicMs);
	const stream = createStream({tickMs: () => store.getState().intervalMs, monotonicMs, commandLineOf});
	const serverId = randomUUID();
	const cpu = createCpuMeter(monotonicMs);

	return {
		store,
		stream,
		access: createAccess({
			hosts: [...ownNames(), ...allowHosts],
			origins: allowOrigins,
			token,
			trustProxy,
			advise: topic => advise(topic, port),
			monotonicMs,
		}),
		log,
		logCut: throttledLog(log, refusalLogEveryMs, monotonicMs),
		refusals,
		budgets: createBudgets(maxClients, monotonicMs),
		healthBudgets: createBudgets(0, monotonicMs),
		histories: createHistoryReplies(() => store.getState().history, serverId, createTurns()),
		serverId,
		maxClients,
		compress,
		certificateExpiryMs,
		health: () => latestHealth?.(),
		processList: createLease(requestProcessList, processListLeaseMs),
		cuts: {stalled: 0, flood: 0, backlog: 0},
		isHealthy() {
			const latestMs = stream.latestMs();
			const limitMs = Math.max(healthyIntervals * store.getState().intervalMs, minHealthyMs);
			const isFresh = latestMs !== undefined && monotonicMs() - latestMs < limitMs;
			// A monitor that has ended is unhealthy even if its last sample is recent.
			return isFresh && latestHealth?.().status !== 'idle';
		},
		status() {
			const {sample, intervalMs} = store.getState();
			return {
				address,
				clients: stream.clients.size,
				maxClients,
				startedMs,
				uptimeMs: monotonicMs() - startedMonotonicMs,
				serverVersion: version,
				sequence: sample?.sequence,
				intervalMs,
				skippedFrames: stream.skippedFrames(),
				cpuPercent: cpu.percent(),
				residentSetBytes: process.memoryUsage.rss(),
				health: latestHealth?.(),
			};
		},
		beat() {
			stream.beat();
			cpu.beat();
		},
	};
}

/** Returns a function that caches the answer of `ask` for `everyMs`. */
function cached<Answer>(ask: () => Answer, everyMs: number, monotonicMs: () => number): () => Answer {
	let latest: {readonly answer: Answer; readonly atMs: number} | undefined;
	return () => {
		const nowMs = monotonicMs();
		if (latest === undefined || nowMs - latest.atMs >= everyMs) {
			latest = {answer: ask(), atMs: nowMs};
		}

		return latest.answer;
	};
}
