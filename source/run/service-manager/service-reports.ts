import process from 'node:process';
import type {Liveness} from '../../core/liveness.js';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import {silenceOf} from '../../health/assess.js';
import type {HealthReport} from '../../health/report.js';
import type {Log} from '../../log/log.js';
import type {NotifyChannel} from './notify-channel.js';
import {statusText} from './status-text.js';

export type ServiceReportOptions = {
	readonly channel: NotifyChannel;
	readonly watchdogMs: number | undefined;
	readonly monitor: {readonly store: ReadonlyStore<MonitorState>; liveness(): Liveness};
	health(): HealthReport;
	readonly log: Log;
	/** Aborted when the service begins to stop. */
	readonly stopping: AbortSignal;
};

/** The reports of a service to its manager. */
export type ServiceReports = {
	/** Reports that the configuration is reloaded, until `reloaded` is settled. */
	reload(reloaded: Promise<void>): void;
};

/** How often the status is sent, if it has changed, to a manager without a watchdog. */
const statusEveryMs = 30_000;

/**
Reports to the service manager (sd_notify(3)): ready after the first measurement, then twice per watchdog period that the
service works, and its status when that has changed. The watchdog is not notified while no measurement is made, or while the
event loop is blocked, so that the manager restarts a service that hangs. Another machine that cannot be reached, or a paused
recording, is no reason for a restart.
*/
export function reportToManager(options: ServiceReportOptions): ServiceReports {
	const {channel, watchdogMs, monitor, health, log, stopping} = options;
	let isReady = false;
	let isSilent = false;
	let sentStatus: string | undefined;
	let reloads = 0;
	let samplesAtBeat = 0;

	const changedStatus = (): readonly string[] => {
		const status = statusText(health());
		const isChanged = status !== sentStatus;
		sentStatus = status;
		return isChanged ? [`STATUS=${status}`] : [];
	};

	const isWorking = (): boolean => {
		const {source, sampleAgeMs, uptimeMs} = monitor.liveness();
		const {intervalMs, sample} = monitor.store.getState();
		const samples = sample?.sequence ?? 0;
		// On a machine that is short of memory, ticks are late: that is no time for a restart.
		const hasProgress = source !== 'local' || samples > samplesAtBeat;
		samplesAtBeat = samples;
		const silence = hasProgress ? undefined : silenceOf({samples, sampleAgeMs, uptimeMs, intervalMs});
		if (silence !== undefined && !isSilent) {
			log('error', 'service', `${silence}; the watchdog is not notified`);
		}

		isSilent = silence !== undefined;
		return !isSilent;
	};

	const beat = (): void => {
		if (!isReady) {
			return;
		}

		const alive = watchdogMs !== undefined && isWorking() ? ['WATCHDOG=1'] : [];
		const assignments = [...alive, ...changedStatus()];
		if (assignments.length > 0) {
			channel.send(assignments);
		}
	};

	const becomeReady = (): void => {
		if (isReady) {
			return;
		}

		if (monitor.store.getState().sample !== undefined || monitor.liveness().source !== 'local') {
			isReady = true;
			channel.send(['READY=1', ...changedStatus()]);
		}
	};

	const unsubscribe = monitor.store.subscribe(becomeReady);
	becomeReady();
	const beating = setInterval(beat, (watchdogMs ?? 2 * statusEveryMs) / 2);
	beating.unref();
	const stop = (): void => {
		unsubscribe();
		clearInterval(beating);
		channel.send(['STOPPING=1']);
	};
	stopping.addEventListener('abort', stop, {once: true});
	return {
		reload(reloaded) {
			reloads += 1;
			// With the time, the manager finds the request to which the reload belongs.
			channel.send(['RELOADING=1', `MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`]);
			void reloaded.finally(() => {
				reloads -= 1;
				if (reloads === 0 && isReady && !stopping.aborted) {
					channel.send(['READY=1', ...changedStatus()]);
				}
			});
		},
	};
}
