import {parseAddress} from '../../remote/client/address.js';
import {textOf} from '../../support/fields.js';
import {kind} from '../../support/reader.js';
import {path, required, secret, secretFile, section, text} from '../model/field.js';
import {type Given, type Json, readScalar} from '../model/given.js';
import {leaf} from '../model/leaf.js';
import {readItem} from '../model/list.js';
import {sectionSchema} from '../model/section.js';
import {readEach, usage} from '../model/usage-error.js';

const group = 'Other machines';

/** Where another machine is watched from, or many are. */
export type Target = {
	/** A secret: there may be a token in it. */
	readonly url: string;
	/** What the machine is called, by default host and port. */
	readonly name: string | undefined;
	/** For this one, or the login of a NATS server. A secret. */
	readonly token: string | undefined;
	/** Where it is from, if from a file. */
	readonly tokenFile: string | undefined;
	/** The authorities, in PEM, that vouch for it instead of the system's. */
	readonly ca: string | undefined;
};

const targetSection = section({
	url: required(
		text({
			help: 'where it is: ws://HOST:8765, wss://HOST, or nats://HOST for all that publish there',
			allowed: 'an address such as ws://HOST:8765',
		}),
	),
	name: text({help: 'what the machine is called'}),
	token: secret({help: 'its token, or the login of the NATS server'}),
	tokenFile: secretFile({help: 'file with its token, or with the login of the NATS server'}),
	ca: path({help: 'certificates of authorities, in PEM, to trust instead of those of the system'}),
});

const allowed = 'an address such as ws://HOST:8765, or a list of them';

/** The machines to watch instead of this one. */
export const connect = {
	...leaf<readonly Target[], '', readonly Target[]>(
		{
			help: 'watch the machine that is served there, or all that publish to nats://HOST',
			group,
			default: [],
			flag: 'connect',
			placeholder: 'URL',
		},
		{
			unit: '',
			allowed,
			defaultText: undefined,
			schema: {
				anyOf: [{type: 'string'}, {type: 'array', items: {anyOf: [{type: 'string'}, sectionSchema(targetSection)]}}],
			},
			read: value => (value.kind === 'list' ? readEach(value.items, readTarget) : [readTarget(value)]),
			toJson: targets => targets.map(targetToJson),
			fromText: texts => texts.split(/[\s,]+/).filter(one => one !== ''),
		},
	),
	flag: {name: 'connect', short: undefined, placeholder: 'URL', isRepeatable: true, splitsAtCommas: false},
};

/** Of the machine that `--connect` names; in the file each machine may have its own. */
export const connectCa = path({
	help: 'certificates of authorities, in PEM, to trust instead',
	group,
	flag: 'ca',
});

/** Whether it is a broker, to which machines publish. */
export function isBroker({url}: Pick<Target, 'url'>): boolean {
	return /^(?:nats|tls):\/\//i.test(url);
}

/** Whether many machines are to be watched: several addresses, or a broker to which any number publishes. */
export function isFleet(targets: readonly Target[]): boolean {
	return targets.length > 1 || targets.some(isBroker);
}

function readTarget(value: Given): Target {
	const target =
		value.kind === 'object'
			? readItem(targetSection, value)
			: {
					url: readScalar(kind(allowed, textOf), value),
					name: undefined,
					token: undefined,
					tokenFile: undefined,
					ca: undefined,
				};
	usage(`${value.subject()}: `, () => {
		if (!isBroker(target)) {
			parseAddress(target.url);
			if (target.token !== undefined && !/^[\x21-\x7e]+$/.test(target.token)) {
				throw new Error('its token must be printable ASCII characters without blanks');
			}
		} else if (!URL.canParse(target.url)) {
			throw new Error('the address of a NATS server must be nats://HOST');
		}
	});
	return target;
}

/** Without what may be secret in an address: a user, a password, a query, a fragment. */
function targetToJson({url, name, token, tokenFile, ca}: Target): Json {
	const shown = url.replace(/\/\/[^/@]*@/, '//***@').replace(/[?#].*$/s, '');
	return {
		url: shown,
		...(name !== undefined && {name}),
		...(tokenFile === undefined ? token !== undefined && {token: '***'} : {tokenFile}),
		...(ca !== undefined && {ca}),
	};
}
