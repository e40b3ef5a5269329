import logUpdate, {type LogUpdate, type Options, type OutputStream} from 'original:./log-update.js';
import {eraseInline, type InlineFrame, inlineFrame} from './inline-frame.js';
import {shorten} from './shorten.js';

/** Auto-wrap mode (DECAWM). */
const cutRows = '\u001B[?7l';
const wrapRows = '\u001B[?7h';

/**
Replaces ink/build/log-update.js of Ink 8.0.0, which writes the changes from one frame to the next. The original writes
every frame, whether the terminal accepts it or not. This version skips frames while the stream still holds earlier output;
the next write contains the changes since the last frame that was written. What it writes is shortened. When the terminal
has another width, this version erases the rows that the frame takes there; the original erases as many as it wrote.

While an inline frame is written, the terminal cuts rows that are too long, so that the frame has its height even if the
terminal has just become narrower.
*/
export default {
	create(stream: OutputStream, options: Options): LogUpdate {
		const log = logUpdate.create(shortened(stream), options);
		let isBehind = false;
		let frame: InlineFrame | undefined;

		/** Erases the frame if its rows may be broken. Returns whether it did. */
		const eraseBroken = (): boolean => {
			if (!frame || frame.columns === stream.columns) {
				return false;
			}

			stream.write(eraseInline(frame, stream));
			log.reset();
			return true;
		};

		const render = (text: string): boolean => {
			isBehind = Boolean(stream.writableNeedDrain);
			if (isBehind) {
				return false;
			}

			const next = inlineFrame(text, stream);
			if (!next && !frame) {
				return log(text);
			}

			if (!eraseBroken() && !log.willRender(text)) {
				return false;
			}

			stream.write(cutRows);
			log(text);
			stream.write(wrapRows);
			frame = next;
			return true;
		};

		return Object.assign(render, log, {
			// Ink calls this to know whether there is output for an unchanged frame.
			isCursorDirty: () => isBehind || log.isCursorDirty(),
			willRender: (text: string) => !stream.writableNeedDrain && log.willRender(text),
			clear() {
				if (!eraseBroken()) {
					log.clear();
				}

				frame = undefined;
			},
			done() {
				log.done();
				frame = undefined;
			},
			reset() {
				log.reset();
				frame = undefined;
			},
			sync(text: string) {
				log.sync(text);
				frame = inlineFrame(text, stream);
			},
		});
	},
};

/** Returns a stream with the same properties that shortens what is written. */
function shortened(stream: OutputStream): OutputStream {
	return Object.create(stream, {
		write: {value: (text: string | Uint8Array) => stream.write(typeof text === 'string' ? shorten(text) : text)},
	}) as OutputStream;
}
