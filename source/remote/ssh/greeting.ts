/** The version of what both sides send over the connection. */
const linkVersion = 1;

/** The first line of a mon-tui on standard output: messages follow. */
export const messagesGreeting = `mon-tui-link ${linkVersion} messages`;

/** The first line of the shell script that prints files of the kernel. */
export const shellGreeting = `mon-tui-link ${linkVersion} shell`;

/** The line with which a machine with Node requests the collectors. */
export const bundleRequest = `mon-tui-link ${linkVersion} collectors`;

/** Returns what answers on the other side, from the first line that it prints; `undefined` for any other line. */
export function wayOf(line: string): 'messages' | 'shell' | undefined {
	switch (line) {
		case messagesGreeting:
			return 'messages';
		case shellGreeting:
			return 'shell';
		default:
			return undefined;
	}
}
