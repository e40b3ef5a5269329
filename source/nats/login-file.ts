import {readSecretFile} from '../secret-file.js';
import type {NatsLogin} from './address.js';

/** From a file with a token, with `user:password`, or as the tools of NATS write it. Throws an error without the content. */
export async function readLoginFile(file: string): Promise<NatsLogin> {
	const text = await readSecretFile(file, 'the file');
	if (text.includes('-----BEGIN NATS USER JWT-----')) {
		return {kind: 'credentials', text};
	}

	const line = text.trim();
	if (line === '' || line.includes('\n')) {
		throw new Error(`the file ${file} must hold a token, user:password, or the credentials of a NATS user`);
	}

	const colon = line.indexOf(':');
	return colon === -1
		? {kind: 'token', token: line}
		: {kind: 'password', user: line.slice(0, colon), password: line.slice(colon + 1)};
}
