import type {AlertLevel} from '../alerts/alert.js';
import {type AlertFilter, componentFilter, type Hours, hoursFilter, levelFilter} from './filters.js';
import type {Handler} from './handler.js';
import type {HandlerOptions} from './handler-set.js';
import {type ConsoleOptions, consoleHandler} from './handlers/console.js';
import {type EmailOptions, emailHandler} from './handlers/email.js';
import {type FileOptions, fileHandler} from './handlers/file.js';
import {type SlackOptions, slackHandler} from './handlers/slack.js';
import {type WebhookOptions, webhookHandler} from './handlers/webhook.js';

export type FilterSettings = {
	/** The least that is told. */
	readonly level: AlertLevel;
	/** Empty: all. */
	readonly components: readonly string[];
	readonly hours: Hours;
};

/** What every handler has beside its own settings. */
type CommonSettings = {
	/** By default its type. */
	readonly name: string | undefined;
	readonly enabled: boolean;
	readonly timeoutMs: number;
	readonly filters: FilterSettings;
};

type Own<Options> = Omit<Options, 'name'>;

/** One handler, as the configuration has it. */
export type HandlerSettings = CommonSettings &
	(
		| {readonly type: 'console'}
		| ({readonly type: 'file'} & Own<FileOptions>)
		| ({readonly type: 'email'} & Own<EmailOptions>)
		| ({readonly type: 'webhook'} & Own<WebhookOptions>)
		| ({readonly type: 'slack'} & Own<SlackOptions>)
	);

/** Where console handlers write; `undefined` while a screen is drawn there, which shows the alerts itself. */
export type ConsolePlace = Omit<ConsoleOptions, 'name'> | undefined;

export type ConfiguredHandler = {readonly handler: Handler; readonly options: HandlerOptions};

/** The handlers of the configuration, ready to be added to a set. */
export function createHandlers(all: readonly HandlerSettings[], console: ConsolePlace): readonly ConfiguredHandler[] {
	return all.flatMap(settings => {
		const handler = createHandler(settings, console);
		const {enabled: isEnabled, timeoutMs, filters} = settings;
		return handler ? [{handler, options: {filters: filtersOf(filters), isEnabled, timeoutMs}}] : [];
	});
}

export function nameOf({name, type}: HandlerSettings): string {
	return name ?? type;
}

function createHandler(settings: HandlerSettings, console: ConsolePlace): Handler | undefined {
	const name = nameOf(settings);
	switch (settings.type) {
		case 'console':
			return console && consoleHandler({...console, name});
		case 'file':
			return fileHandler({...settings, name});
		case 'email':
			return emailHandler({...settings, name});
		case 'webhook':
			return webhookHandler({...settings, name});
		case 'slack':
			return slackHandler({...settings, name});
	}
}

function filtersOf({level, components, hours}: FilterSettings): readonly AlertFilter[] {
	return [levelFilter(level), ...(components.length > 0 ? [componentFilter(components)] : []), hoursFilter(hours)];
}
