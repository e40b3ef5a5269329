/** An error that is thrown if the server cannot start. The message is one line with the cause and, if known, the remedy. */
export class ServerStartError extends Error {
	override readonly name = 'ServerStartError';
}
