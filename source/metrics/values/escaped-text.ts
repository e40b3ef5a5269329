import {Buffer, isUtf8} from 'node:buffer';

/** A well-formed UTF-8 sequence, as Latin-1 text (RFC 3629, section 4). */
const sequence =
	/[\0-\x7f]+|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;

/**
Returns bytes as text. Names of files and interfaces are bytes in any encoding: bytes that are not valid UTF-8 are
escaped as `\xe9`, so that different names stay different.
*/
export function textOf(bytes: Buffer): string {
	return isUtf8(bytes)
		? bytes.toString('utf8')
		: bytes
				.toString('latin1')
				.replaceAll(sequence, part =>
					part.length === 1 && part > '\x7f'
						? `\\x${part.charCodeAt(0).toString(16)}`
						: Buffer.from(part, 'latin1').toString('utf8'),
				);
}
