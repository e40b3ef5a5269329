import {constants, deflateRawSync} from 'node:zlib';

/** Half as much as most clients allow for; Python's allow for no more. On snapshots a larger window gains next to nothing. */
const windowBits = 12;

/** What a flushed block ends with, and a message does not (RFC 7692, section 7.2.1). */
const flushMarkBytes = 4;

/** The payload of a compressed message that refers to no other, so that it can go to everybody. */
export function deflated(text: Buffer): Buffer {
	return deflateRawSync(text, {windowBits, finishFlush: constants.Z_SYNC_FLUSH}).subarray(0, -flushMarkBytes);
}

/** Whether a client can inflate that: it asked for compression, and not for a smaller window. */
export function canInflate(accepted: string, offered: string | undefined): boolean {
	const windows = [...(offered ?? '').matchAll(/server_max_window_bits\s*=\s*"?(\d+)/gi)].map(([, bits]) =>
		Number(bits),
	);
	return accepted.includes('permessage-deflate') && windows.every(bits => bits >= windowBits);
}
