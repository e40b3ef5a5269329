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

/** What every handler has. */
const common = {
	name: text({
		help: 'what rules and problems call it, by default its type',
		pattern: /^\w[\w.-]{0,63}$/,
		allowed: 'up to 64 letters, digits, dots, dashes and underscores',
	}),
	enabled: toggle({help: 'give it alerts', default: true}),
	timeout: duration({help: 'after that long an attempt has failed', default: 10, min: 0.1, max: 300}),
	filters: section({
		level: choice(alertLevels, {help: 'the least that it is told', default: 'WARNING'}),
		components: list(choice(alertComponents, {help: 'a component'}), {
			help: 'these components alone',
			default: [],
		}),
		hours: section({
			from: number({help: 'first hour of the day; half past nine is 9.5', default: 0, min: 0, max: 24}),
			to: number({help: 'hour of the day that ends it, smaller than from for a night', default: 24, min: 0, max: 24}),
			timezone: timeZone({help: 'where it is that hour, by default here'}),
		}),
	}),
};

/** The settings of each type, for the library too. */
export const variants = {
	console: section(common),
	file: section({...common, path: required(path({help: 'where a line of JSON an event is appended'}))}),
	email: section({
		...common,
		host: required(text({help: 'the SMTP server', pattern: /^[\w.:-]+$/, allowed: 'a host name or address'})),
		port: integer({help: 'its port, by default 465 for tls and 587 for the others', min: 1, max: 65_535}),
		security: choice(['starttls', 'tls', 'none'], {help: 'how the connection is encrypted', default: 'starttls'}),
		username: text({help: 'of the account'}),
		password: secret({help: 'of the account'}),
		passwordFile: secretFile({help: 'file with the password'}),
		from: required(text({help: 'the sender', ...address})),
		to: required(notEmpty(list(text({help: 'an address', ...address}), {help: 'who gets it', default: []}))),
	}),
	webhook: section({
		...common,
		url: required(secretUrl({help: 'where to post JSON'})),
		urlFile: secretFile({help: 'file with the URL'}),
		headers,
		headersFile: secretFile({help: 'file with headers, one a line as in "Authorization: Bearer TOKEN"'}),
		format: choice(['json', 'alertmanager'], {help: 'shape of the JSON', default: 'json'}),
	}),
	slack: section({
		...common,
		url: required(secretUrl({help: 'the incoming webhook'})),
		urlFile: secretFile({help: 'file with the URL'}),
		channel: text({help: 'where to post instead, if the webhook allows it'}),
		username: text({help: 'who posts, if the webhook allows it'}),
	}),
};

/** How alerts are told: a part of the section `alerts`. */
export const alertDelivery = {
	handlers: listOfVariants(variants, {help: 'whom to tell of alerts', check: checkNames}),
	groupWait: duration({help: 'how long an alert waits for others to share a message', default: 1, min: 0, max: 300}),
	spool: path({help: 'directory where alerts survive a restart, by default among the state of the user'}),
	heartbeat: section({
		url: secretUrl({help: 'called as long as measurements arrive'}),
		urlFile: secretFile({help: 'file with that URL'}),
		interval: duration({help: 'time between two calls', default: 60, min: 5, max: 86_400}),
	}),
};

/** One handler, settled. */
export type HandlerConfig = VariantOf<typeof variants>;

/** The later of two of one name is refused, whatever else is wrong with either. */
function checkNames(handlers: readonly Given[]): void {
	const names = new Set<string>();
	readEach(handlers, handler => {
		const name = textOf(memberOf(handler, 'name')) ?? textOf(memberOf(handler, 'type'));
		if (name !== undefined && names.has(name)) {
			throw new UsageError(
				`${handler.subject()} is the second handler called ${quoted(name)}; give it a name of its own`,
			);
		}

		names.add(name ?? '');
	});
}

/** The same list, which must name somebody. */
function notEmpty<Value>(all: Leaf<readonly Value[]>): Leaf<readonly Value[]> {
	return {
		...all,
		read(value) {
			const items = all.read(value);
			if (items.length === 0) {
				throw new UsageError(`${value.subject()} must name somebody`);
			}

			return items;
		},
	};
}
