import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {temporaryDirectory} from './temporary-directory.js';

export type Certificate = {readonly key: string; readonly cert: string};

/** A certificate for this machine that nobody but itself has signed, in PEM. */
export function selfSignedCertificate(): Certificate {
	using directory = temporaryDirectory();
	const [keyPath, certPath] = ['key.pem', 'cert.pem'].map(name => path.join(directory.path, name)) as [string, string];
	execFileSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
			...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
			...['-keyout', keyPath, '-out', certPath],
		],
		{stdio: 'ignore'},
	);
	return {key: readFileSync(keyPath, 'utf8'), cert: readFileSync(certPath, 'utf8')};
}
