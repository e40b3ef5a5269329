import {parseAddress} from '../../remote/client/address.js';
import {isSshAddress, parseSshAddress} from '../../remote/ssh/address.js';
import {textOf} from '../../support/fields.js';
import {kind} from '../../support/reader.js';
import {isSocketAddress} from '../../support/socket-path.js';
import {path, required, secret, secretFile, section, text} from '../model/field.js';
import {type Given, type Json, readScalar} from '../model/given.js';
import {leaf} from '../model/leaf.js';
import {readItem} from '../model/list.js';
import {sectionSchema} from '../model/section.js';
import {wholeAddress} from '../model/socket-address.js';
import {readEach, usage} from '../model/usage-error.js';

const group = 'Remote machines';

/** A remote machine to watch, or a NATS server to which many machines publish. */
export type Target = {
	/** The address. A secret, as it may contain a token. */
	readonly url: string;
	/** Name of the machine. Default: host and port. */
	readonly name: string | undefined;
	/** Token of the server, or login for a NATS server. A secret. */
	readonly token: string | undefined;
	/** File that the token was read from, if any. */
	readonly tokenFile: string | undefined;
	/** PEM file of the certificate authorities to trust instead of those of the system. */
	readonly ca: string | undefined;
};

const targetSection = section({
	url: required(
		text({
			help: 'address: ws://HOST:8765, wss://HOST, ssh://USER@HOST, unix:PATH, or nats://HOST for every machine there',
			allowed: 'an address such as ws://HOST:8765',
		}),
	),
	name: text({help: 'name of the machine, by default its host and port'}),
	token: secret({help: 'token of the server, or login for the NATS server'}),
	tokenFile: secretFile({help: 'file with the token of the server, or the login for the NATS server'}),
	ca: path({help: 'PEM file of certificate authorities to trust instead of those of the system'}),
});

const allowed = 'an address such as ws://HOST:8765, or a list of them';

/** The setting `connect`: the machines to watch instead of this one. */
export const connect = {
	...leaf<readonly Target[], '', readonly Target[]>(
		{
			help: 'watch the machine at this address (ws://, ssh://, unix:), or all that publish to nats://HOST',
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

/** The certificate authorities for `--connect`. In the file each machine may have its own. */
export const connectCa = path({
	help: 'PEM file of certificate authorities to trust instead of those of the system',
	group,
	flag: 'ca',
});

/** Returns whether the target is a NATS server, to which machines publish. */
export function isBroker({url}: Pick<Target, 'url'>): boolean {
	return /^(?:nats|tls):\/\//i.test(url);
}

/** Returns whether the targets are a fleet: several addresses, or a NATS server to which any number of machines publishes. */
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
	const url = wholeAddress(value, target.url);
	usage(`${value.subject()}: `, () => {
		if (isSshAddress(target.url)) {
			parseSshAddress(target.url);
			if (target.token !== undefined || target.ca !== undefined) {
				throw new Error('a machine that is reached with ssh has no token and no certificate');
			}
		} else if (!isBroker(target)) {
			parseAddress(target.url);
			if (target.token !== undefined && !/^[\x21-\x7e]+$/.test(target.token)) {
				throw new Error('the token must consist of printable ASCII characters without spaces');
			}
		} else if (!URL.canParse(target.url)) {
			throw new Error('the address of a NATS server must be nats://HOST');
		}
	});
	return {...target, url};
}

/** Masks the parts of an address that may be secret: user, password, query and fragment. */
function targetToJson({url, name, token, tokenFile, ca}: Target): Json {
	const isShown = isSshAddress(url) || isSocketAddress(url);
	const shown = isShown ? url : url.replace(/\/\/[^/@]*@/, '//***@').replace(/[?#].*$/s, '');
	return {
		url: shown,
		...(name !== undefined && {name}),
		...(tokenFile === undefined ? token !== undefined && {token: '***'} : {tokenFile}),
		...(ca !== undefined && {ca}),
	};
}
