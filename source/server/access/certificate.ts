import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {createSecureContext} from 'node:tls';
import {systemReason} from '../../support/system-error.js';
import {ServerStartError} from '../start-error.js';
import {withAdvice} from './advice.js';

export type CertificateFiles = {readonly tlsCert: string | undefined; readonly tlsKey: string | undefined};

export type Certificate = {readonly cert: Buffer; readonly key: Buffer; readonly validity: Validity};

/** The validity period in epoch milliseconds. A chain is valid as long as all of its certificates. */
export type Validity = {readonly fromMs: number; readonly toMs: number};

/**
Reads the certificate; `undefined` if none is configured. Rejects with a ServerStartError if the files cannot be read or do
not match.
*/
export async function readCertificate(
	{tlsCert, tlsKey}: CertificateFiles,
	pairAdvice?: string,
): Promise<Certificate | undefined> {
	if (tlsCert === undefined && tlsKey === undefined) {
		return undefined;
	}

	if (tlsCert === undefined || tlsKey === undefined) {
		throw new ServerStartError(withAdvice('the TLS certificate and its key must be set together', pairAdvice));
	}

	const [cert, key] = await Promise.all([read('the certificate', tlsCert), read('the key', tlsKey)]);
	try {
		createSecureContext({cert, key});
		return {cert, key, validity: validityOf(String(cert))};
	} catch (cause) {
		throw new ServerStartError(
			`the certificate ${tlsCert} and the key ${tlsKey} cannot be used: ${systemReason(cause)}`,
			{cause},
		);
	}
}

async function read(what: string, file: string): Promise<Buffer> {
	try {
		return await readFile(file);
	} catch (cause) {
		throw new ServerStartError(`${what} ${file} cannot be read: ${systemReason(cause)}`, {cause});
	}
}

function validityOf(pem: string): Validity {
	const chain = (pem.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END [A-Z0-9 ]+-----/g) ?? []).map(
		text => new X509Certificate(text),
	);
	return {
		fromMs: Math.max(...chain.map(({validFrom}) => Date.parse(validFrom))),
		toMs: Math.min(...chain.map(({validTo}) => Date.parse(validTo))),
	};
}

const dayMs = 86_400_000;

/**
The maximum warning time. Shorter certificates are due in the last third of their lifetime, as with Let's Encrypt and Caddy.
*/
const maxNoticeMs = 14 * dayMs;

/** Returns a warning if the certificate is not valid or expires soon; `undefined` otherwise. */
export function expiryProblem({fromMs, toMs}: Validity, nowMs: number): string | undefined {
	const leftMs = toMs - nowMs;
	if (nowMs < fromMs) {
		return `the certificate is not valid before ${dateOf(fromMs)}: clients reject it`;
	}

	if (leftMs <= 0) {
		return `the certificate expired on ${dateOf(toMs)}: clients reject it`;
	}

	const days = Math.floor(leftMs / dayMs);
	const left = days > 1 ? `in ${days} days` : `in ${Math.max(1, Math.floor(leftMs / 3_600_000))} h`;
	return leftMs <= Math.min(maxNoticeMs, (toMs - fromMs) / 3)
		? `the certificate expires ${left}, on ${dateOf(toMs)}`
		: undefined;
}

function dateOf(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}
