import type {definition} from '../config/definition.js';
import {changedSettings} from '../config/model/changed-settings.js';
import {UsageError} from '../config/model/usage-error.js';
import type {ReportProblem} from '../core/problem.js';
import type {Log} from '../log/log.js';
import {errorMessage} from '../support/system-error.js';
import type {SettledConfig} from './settle.js';

/**
When a change of a setting takes effect: in the running program, or when it is started anew. The longer path wins. A new
section does not compile until it is here.
*/
const effects = {
	interval: 'now',
	root: 'restart',
	connect: 'restart',
	ca: 'restart',
	metrics: 'now',
	view: 'now',
	hide: 'now',
	sort: 'now',
	theme: 'now',
	themes: 'now',
	color: 'now',
	graph: 'now',
	ascii: 'now',
	readOnly: 'now',
	keys: 'now',
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
	/** What the program was started with. */
	readonly started: SettledConfig;
	/** Reads everything anew. Rejects with a UsageError. */
	load(): Promise<SettledConfig>;
	/** Rejects with a UsageError, and everything as it was, when it cannot. */
	changeOver(next: SettledConfig): Promise<void>;
	readonly report: ReportProblem;
	readonly log: Log;
};

/** `isAsked`: somebody asked for it, and wants to know that it was done even if nothing changed. */
export type Reload = (isAsked: boolean) => Promise<void>;

/**
Returns what reads the configuration anew and changes over to it. What is wrong with it is a problem, with its place, and
the old one holds; so is what cannot be changed in a running program. One after the other, and no more than one waits.
*/
export function createReload({started, load, changeOver, report, log}: ReloadOptions): Reload {
	let current = started;
	let latest = Promise.resolve();
	let waiting: {isAsked: boolean} | undefined;

	const reload = async (isAsked: boolean): Promise<void> => {
		try {
			const next = await load();
			checkContent(current, next);
			await changeOver(next);
			const changed = changedSettings(current.config, next.config);
			const what = changed.length === 0 ? 'unchanged' : `changed: ${changed.join(', ')}`;
			log(isAsked || changed.length > 0 ? 'info' : 'debug', area, `read anew, ${what}`);
			current = next;
			report(area, restartNeeded(changedSettings(started.config, next.config)));
		} catch (error) {
			const [first = '', ...others] = error instanceof UsageError ? error.mistakes : [errorMessage(error)];
			const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
			for (const mistake of others) {
				log('warn', area, mistake);
			}

			report(area, `${first}${more}; the old one holds`);
		}
	};

	const reloadWaiting = async (): Promise<void> => {
		const isAsked = waiting?.isAsked ?? false;
		waiting = undefined;
		await reload(isAsked);
	};

	return async isAsked => {
		if (waiting) {
			waiting.isAsked ||= isAsked;
		} else {
			waiting = {isAsked};
			latest = latest.then(reloadWaiting);
		}

		await latest;
	};
}

/** A file that is gone, or nothing but comments, is one that is being written: all alerting would end meanwhile. */
function checkContent(current: SettledConfig, {configFile, hasFileContent}: SettledConfig): void {
	if (current.hasFileContent && !hasFileContent) {
		throw new UsageError(`${configFile} is gone, or holds nothing but comments; a start without it has the defaults`);
	}
}

function restartNeeded(changed: readonly string[]): string | undefined {
	const waiting = changed.filter(path => effectOf(path) === 'restart');
	return waiting.length === 0 ? undefined : `${waiting.join(', ')} changed: this needs a restart`;
}

function effectOf(path: string): 'now' | 'restart' {
	const [, effect = 'restart'] =
		Object.entries(effects)
			.toSorted(([one], [other]) => other.length - one.length)
			.find(([prefix]) => path === prefix || path.startsWith(`${prefix}.`)) ?? [];
	return effect;
}
