import {Buffer} from 'node:buffer';

/** A header of a mail, unfolded and decoded (RFC 2047). `undefined` when there is none. */
export function mailHeader(source: string, name: string): string | undefined {
	const [head = ''] = source.split(/\r?\n\r?\n/, 1);
	const unfolded = head.replaceAll(/\r?\n[ \t]+/g, ' ');
	const raw = new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trimEnd();
	return raw
		?.replaceAll(/(\?=) +(=\?)/g, '$1$2')
		.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
			encoding.toLowerCase() === 'b'
				? Buffer.from(text, 'base64').toString('latin1')
				: unquoted(text.replaceAll('_', ' ')),
		)
		.replaceAll(/[\x80-\xff]+/g, bytes => Buffer.from(bytes, 'latin1').toString());
}

/** The text of a mail, decoded. */
export function mailBody(source: string): string {
	const body = /\r?\n\r?\n([\s\S]*)$/.exec(source)?.[1] ?? '';
	switch (mailHeader(source, 'Content-Transfer-Encoding')) {
		case 'base64':
			return Buffer.from(body, 'base64').toString();
		case 'quoted-printable':
			return Buffer.from(unquoted(body.replaceAll(/=\r?\n/g, '')), 'latin1').toString();
		default:
			return body;
	}
}

/** One character a byte. */
function unquoted(text: string): string {
	return text.replaceAll(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
