import {readFile} from 'node:fs/promises';
import {createSecureContext} from 'node:tls';
import {systemReason} from '../system-error.js';
import {ServerStartError} from './start-error.js';

export type CertificateFiles = {readonly tlsCert: string | undefined; readonly tlsKey: string | undefined};

export type Certificate = {readonly cert: Buffer; readonly key: Buffer};

/** `undefined` when none is asked for. Throws a ServerStartError for files that cannot be read or do not fit together. */
export async function readCertificate({tlsCert, tlsKey}: CertificateFiles): Promise<Certificate | undefined> {
	if (tlsCert === undefined && tlsKey === undefined) {
		return undefined;
	}

	if (tlsCert === undefined || tlsKey === undefined) {
		throw new ServerStartError('--tls-cert and --tls-key are needed together');
	}

	const [cert, key] = await Promise.all([read('--tls-cert', tlsCert), read('--tls-key', tlsKey)]);
	try {
		createSecureContext({cert, key});
	} catch (cause) {
		throw new ServerStartError(`--tls-cert ${tlsCert} and --tls-key ${tlsKey} cannot be used: ${systemReason(cause)}`, {
			cause,
		});
	}

	return {cert, key};
}

async function read(flag: string, file: string): Promise<Buffer> {
	try {
		return await readFile(file);
	} catch (cause) {
		throw new ServerStartError(`${flag} ${file} cannot be read: ${systemReason(cause)}`, {cause});
	}
}
