import logUpdate, {type LogUpdate, type Options, type OutputStream} from 'original:./log-update.js';

/**
Replaces ink/build/log-update.js of Ink 8.0.0, which writes what changed from one frame to the next.

The original writes every frame, whether the terminal takes it or not. This one leaves out the frames that come while the
stream still holds earlier ones; what is written next is the change from the last frame that was written.
*/
export default {
	create(stream: OutputStream, options: Options): LogUpdate {
		const log = logUpdate.create(stream, options);
		let isBehind = false;

		const render = (text: string): boolean => {
			isBehind = Boolean(stream.writableNeedDrain);
			return isBehind ? false : log(text);
		};

		return Object.assign(render, log, {
			// Ink asks so whether there is something to write although the frame is the one before.
			isCursorDirty: () => isBehind || log.isCursorDirty(),
			willRender: (text: string) => !stream.writableNeedDrain && log.willRender(text),
		});
	},
};
