import {Buffer} from 'node:buffer';
import {open} from 'node:fs/promises';

const pieceBytes = 256 * 1024;

/** Yields the bytes of a file from `start` up to `end` in pieces, in a buffer that the next piece overwrites. */
export async function* filePieces(
	path: string,
	start: number,
	end: number,
): AsyncGenerator<{readonly bytes: Buffer; readonly offset: number}> {
	const file = await open(path, 'r');
	try {
		const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(pieceBytes, end - start)));
		for (let offset = start; offset < end; ) {
			const {bytesRead} = await file.read(buffer, 0, Math.min(buffer.length, end - offset), offset);
			if (bytesRead === 0) {
				return;
			}

			yield {bytes: buffer.subarray(0, bytesRead), offset};
			offset += bytesRead;
		}
	} finally {
		await file.close();
	}
}
