import {changedSettings} from '../config/model/changed-settings.js';
import type {Monitor} from '../core/monitor.js';
import type {Store} from '../core/store.js';
import {errorMessage} from '../support/system-error.js';
import type {Followers} from './followers.js';
import type {OpenedLog} from './open-log.js';
import type {SettledConfig} from './settle.js';

/** The parts of the running program that a new configuration changes. */
export type ChangeTargets = {
	readonly monitor: Monitor;
	readonly followers: Followers;
	readonly opened: OpenedLog;
	/** The configuration that the screen follows. */
	readonly configuration: Store<SettledConfig>;
};

/**
Applies a new configuration to the running program and keeps history, queues and connections. Rejects with a UsageError, and
changes nothing, if the configuration cannot be applied. Also reopens a log file that was moved and reloads a certificate
that was renewed.
*/
export async function changeOver(
	{monitor, followers, opened, configuration}: ChangeTargets,
	next: SettledConfig,
): Promise<void> {
	const {config, rules} = next;
	const changed = changedSettings(configuration.getState().config, config);
	const follow = await followers.prepare(config);
	opened.change(config);
	// Nothing is refused from here on. A recording has its own interval and alerts, and ignores these.
	if (changed.includes('interval')) {
		monitor.setIntervalMs(config.intervalMs);
	}

	if (changed.some(path => path.startsWith('metrics.'))) {
		await monitor.setMetrics(config.metrics);
	}

	if (changed.some(path => path.startsWith('alerts.'))) {
		monitor.setRules(rules);
	}

	await follow();
	configuration.setState(() => next);
	if (changed.includes('server.token')) {
		renewToken({monitor, followers}, config.server.token);
	}

	await renewCertificate({monitor, followers});
}

/** A running server never stops requiring a token, as users may rely on it. */
function renewToken(
	{monitor, followers}: Pick<ChangeTargets, 'monitor' | 'followers'>,
	token: string | undefined,
): void {
	if (token !== undefined) {
		followers.server?.changeToken(token);
	}

	const isStillRequired = token === undefined && followers.server !== undefined;
	monitor.report('server', isStillRequired ? 'the former token is required until mon-tui is restarted' : undefined);
}

/** Reloads the certificate. The old one stays in use if the new one cannot be used. */
async function renewCertificate({monitor, followers}: Pick<ChangeTargets, 'monitor' | 'followers'>): Promise<void> {
	try {
		await followers.server?.reloadCertificate();
		monitor.report('certificate', undefined);
	} catch (error) {
		monitor.report('certificate', `${errorMessage(error)}; the old certificate is still used`);
	}
}
