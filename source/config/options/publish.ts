import {secret, secretFile, section} from '../model/field.js';
import {secretUrl} from '../model/secret-url.js';

const group = 'Publishing';

/** The section `publish`: sending measurements to a message broker. */
export const publish = section({
	url: secretUrl({
		help: 'publish every measurement to the NATS server nats://HOST',
		group,
		flag: 'publish',
		placeholder: 'URL',
		schemes: ['nats', 'tls'],
	}),
	urlFile: secretFile({help: 'file with that URL', group}),
	login: secret({help: 'a token, user:password, or NATS credentials', group}),
	loginFile: secretFile({
		help: 'file with a token, user:password, or NATS credentials',
		group,
		flag: 'publish-login',
	}),
});
