import type {Buffer} from 'node:buffer';
import {Writable} from 'node:stream';

/** Returns the standard output of a virtual terminal that has only a size; `onWrite` gets what is written to it. */
export function virtualStdout(
	{columns, rows}: {readonly columns: number; readonly rows: number},
	onWrite: (bytes: Buffer) => void,
): NodeJS.WriteStream {
	const stream = new Writable({
		write(bytes: Buffer, _encoding, done) {
			onWrite(bytes);
			done();
		},
	});
	return Object.assign(stream, {isTTY: true, columns, rows}) as unknown as NodeJS.WriteStream;
}
