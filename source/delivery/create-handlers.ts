import type {AlertLevel} from '../alerts/alert.js';
import {type AlertFilter, componentFilter, type Hours, hoursFilter, levelFilter} from './filters.js';
import type {Handler} from './handler.js';
import type {HandlerOptions} from './handler-set.js';
import {type ConsoleOptions, consoleHandler} from './handlers/console.js';
import {type EmailOptions, emailHandler} from './handlers/email.js';
import {type FileOptions, fileHandler} from './handlers/file.js';
import {type SlackOptions, slackHandler} from './handlers/slack.js';
import {type WebhookOptions, webhookHandler} from './handlers/webhook.js';

/** The filters of a handler. */
export type FilterSettings = {
	/** Minimum level. */
	readonly level: AlertLevel;
	/** Components; empty means all. */
	readonly components: readonly string[];
	readonly hours: Hours;
};

/** The settings that all handlers have. */
type CommonSettings = {
	/** Default: the type. */
	readonly name: string | undefined;
	readonly enabled: boolean;
	readonly timeoutMs: number;
	readonly filters: FilterSettings;
};

type WithoutName<Options> = Omit<Options, 'name'>;

/** The settings of one handler in the configuration. */
export type HandlerSettings = CommonSettings &
	(
		| {readonly type: 'console'}
		| ({readonly type: 'file'} & WithoutName<FileOptions>)
		| ({readonly type: 'email'} & WithoutName<EmailOptions>)
		| ({readonly type: 'webhook'} & WithoutName<WebhookOptions>)
		| ({readonly type: 'slack'} & WithoutName<SlackOptions>)
	);

/**
The output of console handlers; `undefined` while the screen, which displays the alerts itself, uses the terminal.
*/
export type ConsolePlace = Omit<ConsoleOptions, 'name'> | undefined;

/** A handler with its options. */
export type ConfiguredHandler = {readonly handler: Handler; readonly options: HandlerOptions};

/** Creates the handlers of the configuration. */
export function createHandlers(all: readonly HandlerSettings[], console: ConsolePlace): readonly ConfiguredHandler[] {
	return all.flatMap(settings => {
		const handler = createHandler(settings, console);
		const {enabled: isEnabled, timeoutMs, filters} = settings;
		return handler ? [{handler, options: {filters: filtersOf(filters), isEnabled, timeoutMs}}] : [];
	});
}

/** Returns the name of a handler. */
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
