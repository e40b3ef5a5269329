import type {definition} from '../config/definition.js';
import {changedSettings} from '../config/model/changed-settings.js';
import {UsageError} from '../config/model/usage-error.js';
import type {ReportProblem} from '../core/problem.js';
import type {Log} from '../log/log.js';
import {errorMessage} from '../support/system-error.js';
import type {SettledConfig} from './settle.js';

/**
When a changed setting takes effect: now, in the running program, or after a restart. The longest matching path is used. The
compiler requires an entry for every section.
*/
const effects = {
	interval: 'now',
	root: 'restart',
	connect: 'restart',
	ca: 'restart',
	metrics: 'now',
	view: 'now',
	hide: 'now',
	columns: 'now',
	sort: 'now',
	reverse: 'now',
	perCore: 'now',
	units: 'now',
	graphStep: 'now',
	theme: 'now',
	themes: 'now',
	color: 'now',
	graph: 'now',
	ascii: 'now',
	readOnly: 'now',
	keys: 'now',
	title: 'restart',
	mouse: 'restart',
	history: 'restart',
	alerts: 'now',
	'alerts.spool': 'restart',
	server: 'restart',
	'server.token': 'now',
	'server.tokenFile': 'now',
	export: 'now',
	publish: 'now',
	debug: 'now',
	log: 'now',
} as const satisfies Readonly<
	Record<keyof typeof definition.fields | 'alerts.spool' | 'server.token' | 'server.tokenFile', 'now' | 'restart'>
>;

const area = 'configuration';

export type ReloadOptions = {
	/** The configuration with which the program was started. */
	readonly started: SettledConfig;
	/** Loads the configuration again. Rejects with a UsageError. */
	load(): Promise<SettledConfig>;
	/** Applies a configuration. Rejects with a UsageError, and changes nothing, if it cannot be applied. */
	changeOver(next: SettledConfig): Promise<void>;
	readonly report: ReportProblem;
	readonly log: Log;
};

/** Reloads the configuration. `isRequested`: it was requested, so that the log reports it even if nothing changed. */
export type Reload = (isRequested: boolean) => Promise<void>;

/**
Returns the function that reloads the configuration. Mistakes in it are reported as a problem, and the previous configuration
stays in effect. Changes that need a restart are also reported as a problem. Reloads run one at a time, and at most one
waits.
*/
export function createReload({started, load, changeOver, report, log}: ReloadOptions): Reload {
	let current = started;
	let latest = Promise.resolve();
	let waiting: {isRequested: boolean} | undefined;

	const reload = async (isRequested: boolean): Promise<void> => {
		try {
			const next = await load();
			checkContent(current, next);
			await changeOver(next);
			for (const warning of next.warnings.filter(one => !current.warnings.includes(one))) {
				log('warn', area, warning);
			}

			const changed = changedSettings(current.config, next.config);
			const what = changed.length === 0 ? 'unchanged' : `changed: ${changed.join(', ')}`;
			log(isRequested || changed.length > 0 ? 'info' : 'debug', area, `reloaded, ${what}`);
			current = next;
			report(area, restartNeeded(changedSettings(started.config, next.config)));
		} catch (error) {
			const [first = '', ...others] = error instanceof UsageError ? error.mistakes : [errorMessage(error)];
			const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
			for (const mistake of others) {
				log('warn', area, mistake);
			}

			report(area, `${first}${more}; the previous configuration stays in effect`);
		}
	};

	const reloadWaiting = async (): Promise<void> => {
		const isRequested = waiting?.isRequested ?? false;
		waiting = undefined;
		await reload(isRequested);
	};

	return async isRequested => {
		if (waiting) {
			waiting.isRequested ||= isRequested;
		} else {
			waiting = {isRequested};
			latest = latest.then(reloadWaiting);
		}

		await latest;
	};
}

/** Refuses a file that is missing or has only comments: it may be in the process of being written, and alerting would stop. */
function checkContent(current: SettledConfig, {configFile, hasFileContent}: SettledConfig): void {
	if (current.hasFileContent && !hasFileContent) {
		throw new UsageError(`${configFile} is missing or contains only comments; restart mon-tui to use the defaults`);
	}
}

function restartNeeded(changed: readonly string[]): string | undefined {
	const waiting = changed.filter(path => effectOf(path) === 'restart');
	return waiting.length === 0 ? undefined : `${waiting.join(', ')} changed; restart mon-tui to apply the change`;
}

function effectOf(path: string): 'now' | 'restart' {
	const [, effect = 'restart'] =
		Object.entries(effects)
			.toSorted(([one], [other]) => other.length - one.length)
			.find(([prefix]) => path === prefix || path.startsWith(`${prefix}.`)) ?? [];
	return effect;
}
