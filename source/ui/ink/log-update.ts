import logUpdate, {
	type CursorPosition,
	type LogUpdate,
	type Options,
	type OutputStream,
} from 'original:./log-update.js';
import {eraseInline, type InlineFrame, inlineFrame} from './inline-frame.js';
import {memory, type Row} from './memory.js';
import {rowChanges, type Standing} from './row-changes.js';
import {shorten} from './shorten.js';

/** Auto-wrap mode (DECAWM). */
const cutRows = '\u001B[?7l';
const wrapRows = '\u001B[?7h';

/** A frame that was written: its text, and the columns of the terminal at that time. */
type Written = Standing & {readonly text: string; readonly columns: number | undefined};

/**
Replaces ink/build/log-update.js of Ink 8.0.0, which writes the changes from one frame to the next. The original writes
every frame, whether the terminal accepts it or not. This version skips frames while the stream still holds earlier output;
the next write contains the changes since the last frame that was written. What the original writes is shortened. When the
terminal has another width, this version erases the rows that the frame takes there; the original erases as many as it wrote.

While an inline frame is written, the terminal cuts rows that are too long, so that the frame has its height even if the
terminal has just become narrower.

A frame of the same size as the one before is compared row by row, as it was composed. The original writes all other frames,
and learns of those that it did not write when it is needed again.
*/
export default {
	create(stream: OutputStream, options: Options): LogUpdate {
		let pretendedColumns: number | undefined;
		const log = logUpdate.create(
			Object.create(stream, {
				write: {value: (text: string | Uint8Array) => stream.write(typeof text === 'string' ? shorten(text) : text)},
				columns: {get: () => pretendedColumns ?? stream.columns},
			}),
			options,
		);
		let isBehind = false;
		let frame: InlineFrame | undefined;
		/** The last frame, if it can be compared row by row with the next one. */
		let written: Written | undefined;
		/** Whether the original did not write that frame. */
		let isAhead = false;
		/** Whether frames are compared row by row. A cursor that Ink shows is left to the original. */
		let compares = options.incremental === true;

		const catchUp = (): void => {
			if (written && isAhead) {
				pretendedColumns = written.columns;
				log.sync(written.text);
				pretendedColumns = undefined;
			}

			isAhead = false;
		};
		const forget = (): void => {
			frame = undefined;
			written = undefined;
			isAhead = false;
		};

		/** Erases the frame if its rows may be broken. Returns whether it did. */
		const eraseBroken = (): boolean => {
			if (!frame || frame.columns === stream.columns) {
				return false;
			}

			stream.write(eraseInline(frame, stream));
			log.reset();
			forget();
			return true;
		};

		const willRender = (text: string): boolean => (written && isAhead ? text !== written.text : log.willRender(text));

		const fallsBehind = (): boolean => {
			isBehind = Boolean(stream.writableNeedDrain);
			return isBehind;
		};

		/** Writes a frame of the same size as the one before. Returns `undefined` for another one. */
		const change = (next: Written | undefined): boolean | undefined => {
			if (
				!written ||
				!next ||
				!compares ||
				written.columns !== next.columns ||
				written.rows.length !== next.rows.length ||
				written.isCursorBelow !== next.isCursorBelow
			) {
				return undefined;
			}

			if (written.text === next.text) {
				return false;
			}

			const changes = rowChanges(written, next, next.columns);
			// Asked as late as possible: meanwhile the terminal may have got another size.
			if (fallsBehind()) {
				return false;
			}

			stream.write(next.isCursorBelow ? cutRows + changes + wrapRows : changes);
			written = next;
			isAhead = true;
			return true;
		};

		const render = (text: string): boolean => {
			if (fallsBehind()) {
				return false;
			}

			const next = composed(text, stream.columns);
			const inline = inlineFrame(text, stream);
			const hasChanged = change(next);
			if (hasChanged !== undefined) {
				frame = hasChanged ? inline : frame;
				return hasChanged;
			}

			catchUp();
			if (!inline && !frame) {
				written = next;
				return log(text);
			}

			if (!eraseBroken() && !log.willRender(text)) {
				return false;
			}

			stream.write(cutRows);
			log(text);
			stream.write(wrapRows);
			frame = inline;
			written = next;
			return true;
		};

		return Object.assign(render, log, {
			// Ink calls this to know whether there is output for an unchanged frame.
			isCursorDirty: () => isBehind || (!isAhead && log.isCursorDirty()),
			willRender: (text: string) => !stream.writableNeedDrain && willRender(text),
			setCursorPosition(position: CursorPosition | undefined) {
				if (position !== undefined) {
					catchUp();
					compares = false;
				}

				log.setCursorPosition(position);
			},
			clear() {
				if (!eraseBroken()) {
					catchUp();
					log.clear();
				}

				forget();
			},
			done() {
				catchUp();
				log.done();
				forget();
			},
			reset() {
				log.reset();
				forget();
			},
			sync(text: string) {
				log.sync(text);
				frame = inlineFrame(text, stream);
				written = composed(text, stream.columns);
				isAhead = false;
			},
		});
	},
};

/** Returns the frame of a text, if it is the one that was composed last and each of its rows takes one of the terminal. */
function composed(text: string, columns: number | undefined): Written | undefined {
	const {rows, text: last} = memory.frame;
	const isCursorBelow = text.length === last.length + 1;
	return text === (isCursorBelow ? `${last}\n` : last) && rows.every(isOneRow)
		? {text, rows, columns, isCursorBelow}
		: undefined;
}

const isOneRow = ({text, parsed}: Row): boolean => parsed !== undefined || !text.includes('\n');
