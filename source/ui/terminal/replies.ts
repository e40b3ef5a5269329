import type {Stdin} from './stdin.js';

/**
Replies of the terminal in its input: its background colour or clipboard (OSC), its version (DCS), its attributes (CSI), and
mouse reports in the format of X10. Their characters are not keys, however late they arrive and in however many pieces.
*/
export type Replies = {
	/** Returns the input without the replies at its beginning; empty while the end of one is missing. */
	strip(chunk: string, stdin: Stdin): string;
	/** Says that replies are awaited, so that for some seconds an Escape may be the first byte of one. */
	await(): void;
};

const begin = String.raw`\u001B(?:\]\d+;|P[\d>!+$|]|_G)`;
const complete = new RegExp(
	String.raw`^(?:${begin}[^\0-\x1F]*(?:\u0007|\u001B\\)|\u001B\[[?>=][\d;:$ ]*[@-~]|\u001B\[M[^\0-\x1F]{3})`,
);
/** The end is missing. */
const incomplete = new RegExp(
	String.raw`^(?:${begin}[^\0-\x1F]*\u001B?|\u001B\[[?>=][\d;:$ ]*|\u001B\[M[^\0-\x1F]{0,2})$`,
);
const terminator = /\u0007|\u001B\\/;
/** Ended by a character that no reply has. */
const broken = new RegExp(`^${begin}[^\\0-\\x1F]*`);
/** The beginning of a reply, or Escape or Alt and a character. */
const ambiguous = /^\u001B(?:\]\d*|P|_|\[)$/;

/** Time for which input that may be a key is held, in milliseconds. */
const keyMs = 50;
/** Time from the beginning of a reply, or from the last piece of a long one, after which its end is not expected any more. */
const replyMs = 1000;
/** Time for which replies are awaited, also over a slow connection. */
const awaitMs = 5000;
/** Maximum length of a reply. The rest of a longer one, such as the clipboard, is dropped as it arrives. */
const maxReplyLength = 4096;

/** Ctrl-C always is a key. */
const interrupt = '\u0003';

/** Calls `onReply` with each complete reply. The state is shared between views, so that a reply may end in the next one. */
export function terminalReplies(
	onReply: (reply: string) => void,
	now: () => number = () => performance.now(),
): Replies {
	let held = '';
	let heldSinceMs = 0;
	let isDue = false;
	let isDropping = false;
	let awaitedUntilMs = Number.NEGATIVE_INFINITY;
	let timer: NodeJS.Timeout | undefined;

	const hold = (text: string, forMs: number, release: () => void): '' => {
		heldSinceMs = held === '' ? now() : heldSinceMs;
		held = text;
		timer = setTimeout(release, forMs);
		timer.unref();
		return '';
	};
	const giveUp = (): void => {
		held = '';
		isDropping = false;
	};

	return {
		await() {
			awaitedUntilMs = now() + awaitMs;
		},
		strip(chunk, stdin) {
			clearTimeout(timer);
			if (chunk === interrupt || (held !== '' && now() - heldSinceMs > replyMs)) {
				giveUp();
			}

			const end = isDropping ? terminator.exec(chunk) : undefined;
			if (end === null) {
				return hold('', replyMs, giveUp);
			}

			isDropping = false;
			const isReleased = isDue;
			let rest = held + (end ? chunk.slice(end.index + end[0].length) : chunk);
			isDue = false;
			for (;;) {
				const reply = complete.exec(rest)?.[0];
				if (reply !== undefined) {
					onReply(reply);
					rest = rest.slice(reply.length);
				} else if (incomplete.test(rest)) {
					isDropping = rest.length > maxReplyLength;
					return hold(isDropping ? '' : rest, replyMs, giveUp);
				} else if (broken.test(rest)) {
					rest = rest.replace(broken, '');
				} else {
					break;
				}
			}

			held = '';
			const mayBegin = ambiguous.test(rest) || (rest === '\u001B' && now() < awaitedUntilMs);
			return mayBegin && !isReleased
				? hold(rest, keyMs, () => {
						const key = held;
						held = '';
						isDue = true;
						if (!stdin.destroyed && !stdin.readableEnded) {
							stdin.unshift(key, 'utf8');
						}
					})
				: rest;
		},
	};
}
