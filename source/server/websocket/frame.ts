/** First byte of a whole text message, of a compressed one, and of a ping (RFC 6455, section 5.2, and RFC 7692, section 6). */
const textOpcode = 0x81;
const deflatedTextOpcode = 0xc1;
const pingOpcode = 0x89;

const maxShortPayload = 125;
const maxMediumPayload = 0xffff;

/**
A text message as it goes over the wire from the server, unmasked. Framed here once, the same bytes can be written to
every socket; `WebSocket.send` would build the frame anew for each.
*/
export function textFrame(text: Buffer): Buffer {
	return frame(textOpcode, text);
}

/** `deflated` says how the payload came about. Only for clients that asked for it. */
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
