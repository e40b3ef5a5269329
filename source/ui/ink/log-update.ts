import logUpdate, {type LogUpdate, type Options, type OutputStream} from 'original:./log-update.js';
import {shorten} from './shorten.js';

/**
Replaces ink/build/log-update.js of Ink 8.0.0, which writes the changes from one frame to the next. The original writes
every frame, whether the terminal accepts it or not. This version skips frames while the stream still holds earlier output;
the next write contains the changes since the last frame that was written. What it writes is shortened.
*/
export default {
	create(stream: OutputStream, options: Options): LogUpdate {
		const log = logUpdate.create(shortened(stream), options);
		let isBehind = false;

		const render = (text: string): boolean => {
			isBehind = Boolean(stream.writableNeedDrain);
			return isBehind ? false : log(text);
		};

		return Object.assign(render, log, {
			// Ink calls this to know whether there is output for an unchanged frame.
			isCursorDirty: () => isBehind || log.isCursorDirty(),
			willRender: (text: string) => !stream.writableNeedDrain && log.willRender(text),
		});
	},
};

/** Returns a stream with the same properties that shortens what is written. */
function shortened(stream: OutputStream): OutputStream {
	return Object.create(stream, {
		write: {value: (text: string | Uint8Array) => stream.write(typeof text === 'string' ? shorten(text) : text)},
	}) as OutputStream;
}
