import {alertLevels} from '../../alerts/alert.js';
import {alertComponents} from '../../alerts/rules/subject.js';
import {quoted} from '../../support/shown.js';
import {duration} from '../model/duration.js';
import {choice, integer, number, path, required, secret, secretFile, section, text, toggle} from '../model/field.js';
import {type Given, memberOf, textOf} from '../model/given.js';
import {headers} from '../model/headers.js';
import type {Leaf} from '../model/leaf.js';
import {list} from '../model/list.js';
import {secretUrl} from '../model/secret-url.js';
import {timeZone} from '../model/time-zone.js';
import {readEach, UsageError} from '../model/usage-error.js';
import {listOfVariants, type VariantOf} from '../model/variants.js';

const address = {
	pattern: /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/,
	allowed: 'an e-mail address such as ops@example.org',
};

/** Settings that all handlers have. */
const common = {
	name: text({
		help: 'name in rules and error messages, by default the type',
		pattern: /^\w[\w.-]{0,63}$/,
		allowed: 'up to 64 letters, digits, dots, dashes and underscores',
	}),
	enabled: toggle({help: 'send alerts to this handler', default: true}),
	timeout: duration({help: 'time limit of one attempt', default: 10, min: 0.1, max: 300}),
	filters: section({
		level: choice(alertLevels, {help: 'minimum level of the alerts to send', default: 'WARNING'}),
		components: list(choice(alertComponents, {help: 'a component'}), {
			help: 'send only alerts for these components',
			default: [],
		}),
		hours: section({
			from: number({help: 'first hour of the day; 9.5 is 09:30', default: 0, min: 0, max: 24}),
			to: number({
				help: 'last hour of the day; less than "from" for a period over midnight',
				default: 24,
				min: 0,
				max: 24,
			}),
			timezone: timeZone({help: 'time zone of the hours, by default the local one'}),
		}),
	}),
};

/** The settings of each type of handler. The library uses them, too. */
export const variants = {
	console: section(common),
	file: section({...common, path: required(path({help: 'file to append events to, one JSON object per line'}))}),
	email: section({
		...common,
		host: required(text({help: 'SMTP server', pattern: /^[\w.:-]+$/, allowed: 'a host name or address'})),
		port: integer({help: 'port of the SMTP server, by default 465 with tls and 587 otherwise', min: 1, max: 65_535}),
		security: choice(['starttls', 'tls', 'none'], {help: 'encryption of the connection', default: 'starttls'}),
		username: text({help: 'user name for the SMTP server'}),
		password: secret({help: 'password for the SMTP server'}),
		passwordFile: secretFile({help: 'file with the password'}),
		from: required(text({help: 'address of the sender', ...address})),
		to: required(
			notEmpty(list(text({help: 'an address', ...address}), {help: 'addresses of the recipients', default: []})),
		),
	}),
	webhook: section({
		...common,
		url: required(secretUrl({help: 'URL to post JSON to'})),
		urlFile: secretFile({help: 'file with the URL'}),
		headers,
		headersFile: secretFile({help: 'file with headers, one per line, as in "Authorization: Bearer TOKEN"'}),
		format: choice(['json', 'alertmanager'], {help: 'format of the JSON', default: 'json'}),
	}),
	slack: section({
		...common,
		url: required(secretUrl({help: 'URL of the incoming webhook'})),
		urlFile: secretFile({help: 'file with the URL'}),
		channel: text({help: 'channel to post to, if the webhook allows it'}),
		username: text({help: 'name to post under, if the webhook allows it'}),
	}),
};

/** The settings of alert delivery, a part of the section `alerts`. */
export const alertDelivery = {
	handlers: listOfVariants(variants, {help: 'handlers that alerts are sent to', check: checkNames}),
	groupWait: duration({
		help: 'time to wait for further alerts to send in the same message',
		default: 1,
		min: 0,
		max: 300,
	}),
	spool: path({
		help: 'directory for alert state and undelivered notifications, by default in the state directory of the user',
	}),
	heartbeat: section({
		url: secretUrl({help: 'URL to call while measurements arrive'}),
		urlFile: secretFile({help: 'file with that URL'}),
		interval: duration({help: 'time between two calls', default: 60, min: 5, max: 86_400}),
	}),
};

/** A handler with a value for every setting. */
export type HandlerConfig = VariantOf<typeof variants>;

/** Throws a UsageError for a handler whose name an earlier one has, even if other settings of either are wrong. */
function checkNames(handlers: readonly Given[]): void {
	const names = new Set<string>();
	readEach(handlers, handler => {
		const name = textOf(memberOf(handler, 'name')) ?? textOf(memberOf(handler, 'type'));
		if (name !== undefined && names.has(name)) {
			throw new UsageError(
				`${handler.subject()} has the same name as an earlier handler, ${quoted(name)}; handler names must be unique`,
			);
		}

		names.add(name ?? '');
	});
}

/** Makes a list refuse to be empty. */
function notEmpty<Value>(all: Leaf<readonly Value[]>): Leaf<readonly Value[]> {
	return {
		...all,
		read(value) {
			const items = all.read(value);
			if (items.length === 0) {
				throw new UsageError(`${value.subject()} must contain at least one address`);
			}

			return items;
		},
	};
}
