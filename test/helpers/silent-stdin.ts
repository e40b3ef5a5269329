import {Readable} from 'node:stream';

/** A keyboard, as Ink takes it, on which nothing is typed but what is pushed. */
export function silentStdin() {
	return Object.assign(new Readable({read() {}}), {
		isTTY: true,
		setRawMode() {},
		ref() {},
		unref() {},
	}) as unknown as NodeJS.ReadStream & {fd: 0};
}
