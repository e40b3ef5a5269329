/** The server cannot start as it was asked to. The message is one line: what, where, what would be right. */
export class ServerStartError extends Error {
	override readonly name = 'ServerStartError';
}
