import {changedSettings} from '../config/model/changed-settings.js';
import type {Monitor} from '../core/monitor.js';
import type {Store} from '../core/store.js';
import {errorMessage} from '../support/system-error.js';
import type {Followers} from './followers.js';
import type {OpenedLog} from './open-log.js';
import type {SettledConfig} from './settle.js';

export type Changing = {
	readonly monitor: Monitor;
	readonly followers: Followers;
	readonly opened: OpenedLog;
	/** What the screen follows. */
	readonly configuration: Store<SettledConfig>;
};

/**
Changes the running program over to another configuration; nobody loses history, queues or connections. Rejects with a
UsageError, and everything as it was, when it cannot be followed. Files that keep their path are looked at anew, too: a log
that was moved aside, a certificate that was renewed.
*/
export async function changeOver(
	{monitor, followers, opened, configuration}: Changing,
	next: SettledConfig,
): Promise<void> {
	const {config, rules} = next;
	const changed = changedSettings(configuration.getState().config, config);
	const follow = await followers.prepare(config);
	opened.change(config);
	// From here on nothing can be refused. A recording has its own interval and judgement, and lets them be.
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

/** A server never stops asking for a token while it runs: somebody may count on it. */
function renewToken({monitor, followers}: Pick<Changing, 'monitor' | 'followers'>, token: string | undefined): void {
	if (token !== undefined) {
		followers.server?.changeToken(token);
	}

	const isKept = token === undefined && followers.server !== undefined;
	monitor.report('server', isKept ? 'the token is asked for until the program is started anew' : undefined);
}

/** The old one stays where the new one cannot be used. */
async function renewCertificate({monitor, followers}: Pick<Changing, 'monitor' | 'followers'>): Promise<void> {
	try {
		await followers.server?.reloadCertificate();
		monitor.report('certificate', undefined);
	} catch (error) {
		monitor.report('certificate', `${errorMessage(error)}; the old one is used`);
	}
}
