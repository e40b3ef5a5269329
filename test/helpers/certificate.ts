import {generateKeyPairSync, randomBytes, sign} from 'node:crypto';
import {isIPv4} from 'node:net';

export type Certificate = {readonly key: string; readonly cert: string};

const dayMs = 86_400_000;

export type CertificateOptions = {
	/** Names and IPv4 addresses that it is for. @default this machine */
	readonly names?: readonly string[];
	/** Epoch milliseconds. @default for two days, from yesterday on */
	readonly fromMs?: number;
	readonly toMs?: number;
};

/** A certificate that nobody but itself has signed, in PEM. */
export function selfSignedCertificate({
	names: own = ['localhost', '127.0.0.1'],
	fromMs = Date.now() - dayMs,
	toMs = Date.now() + dayMs,
}: CertificateOptions = {}): Certificate {
	const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'prime256v1'});
	const algorithm = sequence(objectId(ecdsaWithSha256));
	const name = sequence(element(0x31, sequence(objectId(commonName), element(0x0c, Buffer.from('localhost')))));
	const names = sequence(
		...own.map(one =>
			isIPv4(one) ? element(0x87, Buffer.from(one.split('.').map(Number))) : element(0x82, Buffer.from(one)),
		),
	);
	const unsigned = sequence(
		element(0xa0, integer(version3)),
		integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
		algorithm,
		name,
		sequence(time(fromMs), time(toMs)),
		name,
		publicKey.export({type: 'spki', format: 'der'}),
		element(
			0xa3,
			sequence(
				extension(subjectAltName, names),
				extension(basicConstraints, sequence(element(0x01, Buffer.from([0xff])))),
			),
		),
	);
	const signature = element(0x03, Buffer.from([0]), sign('sha256', unsigned, privateKey));
	return {
		key: privateKey.export({type: 'pkcs8', format: 'pem'}).toString(),
		cert: pem('CERTIFICATE', sequence(unsigned, algorithm, signature)),
	};
}

const version3 = Buffer.from([2]);

/** Object identifiers in DER, without tag and length. */
const ecdsaWithSha256 = '2a8648ce3d040302';
const commonName = '550403';
const subjectAltName = '551d11';
const basicConstraints = '551d13';

function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
	const content = Buffer.concat(contents);
	const {length} = content;
	const lengthBytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content]);
}

function sequence(...contents: readonly Uint8Array[]): Buffer {
	return element(0x30, ...contents);
}

/** Of a positive number, whose first byte is from 1 to 127. */
function integer(bytes: Uint8Array): Buffer {
	return element(0x02, bytes);
}

function objectId(hex: string): Buffer {
	return element(0x06, Buffer.from(hex, 'hex'));
}

function extension(id: string, value: Uint8Array): Buffer {
	return sequence(objectId(id), element(0x04, value));
}

/** `261130121500Z`. */
function time(epochMs: number): Buffer {
	const digits = new Date(epochMs).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
	return element(0x17, Buffer.from(digits.slice(2)));
}

function pem(label: string, bytes: Buffer): string {
	const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
