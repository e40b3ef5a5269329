/**
The first bytes of an unfragmented text message, a compressed one, and a ping (RFC 6455, section 5.2, and RFC 7692, section
6).
*/
const textOpcode = 0x81;
const deflatedTextOpcode = 0xc1;
const pingOpcode = 0x89;

const maxShortPayload = 125;
const maxMediumPayload = 0xffff;

/**
Returns an unmasked text frame. It is created once and written to all sockets; `WebSocket.send` would create it for each
socket.
*/
export function textFrame(text: Buffer): Buffer {
	return frame(textOpcode, text);
}

/** Returns a compressed text frame; the payload comes from `deflated`. Only for clients that negotiated compression. */
export function deflatedTextFrame(payload: Buffer): Buffer {
	return frame(deflatedTextOpcode, payload);
}

export function messageFrame(message: object): Buffer {
	return textFrame(Buffer.from(JSON.stringify(message)));
}

export function pingFrame(payload: Buffer): Buffer {
	return frame(pingOpcode, payload);
}

function frame(opcode: number, payload: Buffer): Buffer {
	return Buffer.concat([header(opcode, payload.length), payload]);
}

function header(opcode: number, length: number): Buffer {
	if (length <= maxShortPayload) {
		return Buffer.from([opcode, length]);
	}

	if (length <= maxMediumPayload) {
		return Buffer.from([opcode, 126, length >> 8, length & 0xff]);
	}

	const bytes = Buffer.alloc(10);
	bytes[0] = opcode;
	bytes[1] = 127;
	bytes.writeBigUInt64BE(BigInt(length), 2);
	return bytes;
}
