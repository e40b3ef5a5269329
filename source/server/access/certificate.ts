import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {createSecureContext} from 'node:tls';
import {systemReason} from '../../support/system-error.js';
import {ServerStartError} from '../start-error.js';
import {withAdvice} from './advice.js';

export type CertificateFiles = {readonly tlsCert: string | undefined; readonly tlsKey: string | undefined};

export type Certificate = {readonly cert: Buffer; readonly key: Buffer; readonly validity: Validity};

/** Epoch milliseconds. Of the whole file: a chain is valid as long as each of its certificates. */
export type Validity = {readonly fromMs: number; readonly toMs: number};

/** `undefined` when none is asked for. Throws a ServerStartError for files that cannot be read or do not fit together. */
export async function readCertificate(
	{tlsCert, tlsKey}: CertificateFiles,
	pairAdvice?: string,
): Promise<Certificate | undefined> {
	if (tlsCert === undefined && tlsKey === undefined) {
		return undefined;
	}

	if (tlsCert === undefined || tlsKey === undefined) {
		throw new ServerStartError(withAdvice('a certificate and its key are needed together', pairAdvice));
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

/** Renewal is due before the last third of a certificate's life, as Let's Encrypt and Caddy do it; two weeks at most. */
const maxNoticeMs = 14 * dayMs;

/** What is wrong with a certificate now, or soon will be; `undefined` while it is good. */
export function expiryProblem({fromMs, toMs}: Validity, nowMs: number): string | undefined {
	const leftMs = toMs - nowMs;
	if (nowMs < fromMs) {
		return `the certificate is not valid before ${dateOf(fromMs)}: clients refuse it`;
	}

	if (leftMs <= 0) {
		return `the certificate expired on ${dateOf(toMs)}: clients refuse it`;
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
