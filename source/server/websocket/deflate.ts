import {constants, deflateRawSync} from 'node:zlib';

/** The window size. Python clients allow no more, and a larger window hardly reduces the size of snapshots. */
const windowBits = 12;

/** The length of the end of a flushed block, which a message omits (RFC 7692, section 7.2.1). */
const flushMarkBytes = 4;

/** Returns the payload of a compressed message without context, so that all clients can get it. */
export function deflated(text: Buffer): Buffer {
	return deflateRawSync(text, {windowBits, finishFlush: constants.Z_SYNC_FLUSH}).subarray(0, -flushMarkBytes);
}

/** Returns whether a client can decompress it: it negotiated compression, without a smaller window. */
export function canInflate(accepted: string, offered: string | undefined): boolean {
	const windows = [...(offered ?? '').matchAll(/server_max_window_bits\s*=\s*"?(\d+)/gi)].map(([, bits]) =>
		Number(bits),
	);
	return accepted.includes('permessage-deflate') && windows.every(bits => bits >= windowBits);
}
